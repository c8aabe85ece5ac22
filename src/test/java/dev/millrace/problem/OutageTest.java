package dev.millrace.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {

    private Instant now = Instant.EPOCH;

    @Test
    void isToldOnceAndAgainWhenItWasOver() {
        var outage = new Outage(() -> now);

        assertThat(outage.begins()).isTrue();
        for (int failure = 0; failure < 10; failure++) {
            now = now.plusSeconds(50);
            assertThat(outage.begins()).isFalse();
        }
        now = now.plusSeconds(61);
        assertThat(outage.begins()).isTrue();
    }
}
