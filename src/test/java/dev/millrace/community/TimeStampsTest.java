package dev.millrace.community;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.community.TimeStamps.Piece;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampsTest {

    private static final double TWO_HOURS = 7200;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0:00, 0",
        "1:23, 83",
        "01:23, 83",
        "75:30, 4530",
        "1:02:03, 3723",
        "look at 1:23., 83",
        "(1:23), 83",
        "1:23-1:30, 83 90",
        "الدقيقة 1:23 رائعة, 83",
        "1:23 and 1:02:03, 83 3723"
    })
    void aTimeInTheTextIsAMoment(String text, String seconds) {
        assertThat(moments(text, TWO_HOURS)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:2",
                "1:60",
                "a1:23",
                "1:23:45:10",
                "1:23.5",
                "10.1:23",
                "2026-05-04T10:11:12Z",
                "12:34:5",
                "1 : 23"
            })
    void whatOnlyLooksLikeOneIsNot(String text) {
        assertThat(moments(text, TWO_HOURS)).isEmpty();
    }

    @Test
    void aMomentAfterTheEndIsNone() {
        assertThat(moments("1:00 1:01", 60.0)).isEqualTo("60");
        assertThat(moments("0:01", null)).isEmpty();
    }

    @Test
    void thePiecesAreTheWholeText() {
        var text = "<b>1:23</b>\n and 99:99 at 1:02:03!";

        assertThat(TimeStamps.split(text, TWO_HOURS).stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void manyColonsTakeNoTime() {
        assertThat(moments("1:".repeat(5_000), TWO_HOURS)).isEmpty();
    }

    private static String moments(String text, Double duration) {
        return Arrays.stream(TimeStamps.split(text, duration).toArray(Piece[]::new))
                .map(Piece::seconds)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
