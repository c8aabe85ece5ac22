package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPlaylistTest {

    @Test
    void rendersByteForByte() {
        var playlist = new TextPlaylist(2_162_160, 30_000, 30); // 2160 pictures at 29.97

        assertThat(new String(playlist.render(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-TARGETDURATION:30
                        #EXT-X-PLAYLIST-TYPE:VOD
                        #EXTINF:30.000000,
                        0.vtt
                        #EXTINF:30.000000,
                        1.vtt
                        #EXTINF:12.072000,
                        2.vtt
                        #EXT-X-ENDLIST
                        """);
    }

    @ParameterizedTest(name = "{0} ticks: {1} segments of at most {2} s")
    @CsvSource({"1, 1, 1", "9000, 1, 9", "29999, 1, 30", "30000, 1, 30", "30001, 2, 30", "60000, 2, 30"})
    void coversTheFilmAndNoMore(long ticks, int segments, int target) {
        var playlist = new TextPlaylist(ticks, 1000, 30);

        assertThat(playlist.segments()).isEqualTo(segments);
        assertThat(new String(playlist.render(), StandardCharsets.UTF_8))
                .contains("#EXT-X-TARGETDURATION:" + target + "\n")
                .doesNotContain("EXTINF:0.000000");
    }

    @Test
    void refusesAFilmWithoutLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextPlaylist(0, 1000, 30));
    }
}
