package dev.millrace.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problem.InvalidFieldsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

    @ParameterizedTest(name = "{0} of 10 bytes")
    @CsvSource({
        "bytes=0-, 0, 10, false",
        "bytes=3-5, 3, 3, false",
        "bytes=3-99, 3, 7, false",
        "bytes=-4, 6, 4, false",
        "bytes=-99, 0, 10, false",
        "bytes=5-3, 0, 10, true",
        "'bytes=0-1,3-4', 0, 10, true",
        "bytes=-, 0, 10, true",
        "lines=1-2, 0, 10, true"
    })
    void aRangeIsAPartOfTheFile(String range, long from, long length, boolean whole) {
        assertThat(ByteSpan.of(range, 10)).contains(new ByteSpan(from, length, whole));
    }

    @Test
    void nothingLiesBehindTheEnd() {
        assertThat(ByteSpan.of("bytes=10-", 10)).isEmpty();
        assertThat(ByteSpan.of("bytes=-0", 10)).isEmpty();
        assertThat(ByteSpan.of(null, 10)).contains(new ByteSpan(0, 10, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "film.mp4 | attachment; filename=\"film.mp4\"; filename*=UTF-8''film.mp4",
                "Ferien \"2026\".mov | attachment; filename=\"Ferien _2026_.mov\"; filename*=UTF-8''Ferien%20%222026%22.mov",
                "../größe.mp4 | attachment; filename=\".._gr__e.mp4\"; filename*=UTF-8''.._gr%C3%B6%C3%9Fe.mp4",
                "100%25.mp4 | attachment; filename=\"100_25.mp4\"; filename*=UTF-8''100%2525.mp4"
            })
    void aFileNameComesThroughAHeaderUnharmed(String name, String header) {
        assertThat(Attachment.named(name)).isEqualTo(header);
    }

    @Test
    void noFileNameEndsAHeader() {
        assertThat(Attachment.named("a\r\nSet-Cookie: b=c")).doesNotContain("\r", "\n");
        assertThat(Attachment.named(" ")).startsWith("attachment; filename=\"video\"");
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, 12.5",
        "'12,5', 12.5",
        "1:30, 90",
        "1:02:03.5, 3723.5",
        "0, 0",
        "12.078733333333334, 12.078733333333334"
    })
    void aMomentIsReadAsPeopleWriteIt(String text, double seconds) {
        assertThat(Clock.seconds(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "soon", "1:2:3:4", "NaN"})
    void whatIsNoMomentIsRefused(String text) {
        assertThatThrownBy(() -> Clock.seconds(text)).isInstanceOf(InvalidFieldsException.class);
    }
}
