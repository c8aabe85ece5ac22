package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.manifest.MediaPlaylist.Segment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaPlaylistTest {

    @Test
    void rendersByteForByte() {
        var playlist = new MediaPlaylist(
                4,
                "init.mp4",
                30_000,
                List.of(new Segment("0.m4s", 60_060), new Segment("1.m4s", 120_120), new Segment("2.m4s", 1_001)));

        assertThat(playlist.render())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:4
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:2.002000,
                0.m4s
                #EXTINF:4.004000,
                1.m4s
                #EXTINF:0.033367,
                2.m4s
                #EXT-X-ENDLIST
                """);
    }

    @ParameterizedTest(name = "{0} ticks of 1/{1} s -> {2}")
    @CsvSource({
        "1, 1, 1.000000",
        "1, 3, 0.333333",
        "2, 3, 0.666667",
        "1024, 48000, 0.021333",
        "1, 60000, 0.000017",
        "999999, 1000000, 0.999999",
        "19999999, 10000000, 2.000000",
        "189696, 48000, 3.952000",
        "360000000000, 90000, 4000000.000000"
    })
    void printsSixDecimalsRoundedToTheNearest(long ticks, int timescale, String expected) {
        var playlist = new MediaPlaylist(4_000_000, "init.mp4", timescale, List.of(new Segment("0.m4s", ticks)));

        assertThat(playlist.render()).asString(StandardCharsets.UTF_8).contains("#EXTINF:" + expected + ",\n0.m4s\n");
    }

    @ParameterizedTest(name = "{0} ms -> {1} s")
    @CsvSource({"1, 1", "499, 1", "1499, 1", "1500, 2", "5499, 5", "5500, 6", "6499, 6", "6500, 7"})
    void targetDurationRoundsToTheNearestSecondAndIsNeverZero(long millis, int expected) {
        assertThat(MediaPlaylist.leastTargetDuration(millis, 1000)).isEqualTo(expected);
    }

    @Test
    void refusesASegmentLongerThanTheTarget() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaPlaylist(4, "init.mp4", 1000, List.of(new Segment("0.m4s", 4500))));
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaPlaylist(4, "init.mp4", 1000, List.of()));
    }

    @Test
    void refusesASegmentWithoutLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Segment("0.m4s", 0));
    }
}
