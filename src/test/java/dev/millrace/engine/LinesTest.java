package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void readsLinesToTheEnd() throws IOException {
        var lines = lines("one\n\nthree", 10);

        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("three");
        assertThat(lines.next()).isNull();
    }

    @Test
    void refusesALineThatNeverEnds() {
        assertThatIOException().isThrownBy(() -> lines("x".repeat(11), 10).next());
    }

    private static Lines lines(String text, int longest) {
        return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), () -> longest);
    }
}
