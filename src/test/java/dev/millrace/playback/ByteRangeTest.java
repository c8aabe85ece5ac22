package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest(name = "{0} of 1000 bytes -> {1} + {2}: {3}")
    @CsvSource({
        "bytes=0-, 0, 1000, bytes 0-999/1000",
        "bytes=0-0, 0, 1, bytes 0-0/1000",
        "bytes=0-999, 0, 1000, bytes 0-999/1000",
        "bytes=500-2000, 500, 500, bytes 500-999/1000",
        "bytes=999-, 999, 1, bytes 999-999/1000",
        "bytes=-1, 999, 1, bytes 999-999/1000",
        "bytes=-5000, 0, 1000, bytes 0-999/1000",
        "bytes= 1 - 2 , 1, 2, bytes 1-2/1000"
    })
    void readsOneRange(String header, long first, long length, String contentRange) {
        var range = ByteRange.of(header, 1000);

        assertThat(range).isEqualTo(new ByteRange(first, length));
        assertThat(range.contentRange(1000)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
    void aRangeBehindTheEndCannotBeSatisfied(String header) {
        assertThat(ByteRange.of(header, 1000)).isSameAs(ByteRange.UNSATISFIABLE);
        assertThat(ByteRange.UNSATISFIABLE.contentRange(1000)).isEqualTo("bytes */1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,5-6",
                "bytes=5-1",
                "bytes=-",
                "bytes=",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes=1--2",
                "bytes=99999999999999999999-",
                "items=0-1",
                "0-1"
            })
    void whatIsNotOneRangeMeansTheWholeFile(String header) {
        assertThat(ByteRange.of(header, 1000)).isNull();
    }

    @Test
    void noHeaderMeansTheWholeFile() {
        assertThat(ByteRange.of(null, 1000)).isNull();
    }
}
