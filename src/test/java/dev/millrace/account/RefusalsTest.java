package dev.millrace.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private Instant now = Instant.EPOCH;

    @Test
    void areToldAtOnceAndThenSummedUpByTheMinute() {
        var refusals = new Refusals(() -> now);

        assertThat(refusals.add("192.0.2.1"))
                .hasValueSatisfying(line -> assertThat(line).contains("1 refused", "192.0.2.1"));
        for (int second = 1; second < 60; second++) {
            now = now.plusSeconds(1);
            assertThat(refusals.add("192.0.2.1")).isEmpty();
        }
        now = now.plusSeconds(1);
        assertThat(refusals.add("192.0.2.2"))
                .hasValueSatisfying(line -> assertThat(line).contains("60 refused", "192.0.2.2"));
    }
}
