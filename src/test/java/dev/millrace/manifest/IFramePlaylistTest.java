package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.manifest.IFramePlaylist.Picture;
import dev.millrace.media.KeyPicture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IFramePlaylistTest {

    /** Two segments at 30000/1001: one GOP of 59 pictures, then one of 59 and one of 5. */
    private static final IFramePlaylist PLAYLIST = new IFramePlaylist(
            "init.mp4",
            30_000,
            List.of(
                    new Picture("0.m4s", new KeyPicture(24, 9_000), 59_059),
                    new Picture("1.m4s", new KeyPicture(24, 12_000), 59_059),
                    new Picture("1.m4s", new KeyPicture(80_500, 7_000), 5_005)));

    @Test
    void rendersByteForByte() {
        assertThat(PLAYLIST.render())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:2
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-I-FRAMES-ONLY
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:1.968633,
                #EXT-X-BYTERANGE:9000@24
                0.m4s
                #EXTINF:1.968633,
                #EXT-X-BYTERANGE:12000@24
                1.m4s
                #EXTINF:0.166833,
                #EXT-X-BYTERANGE:7000@80500
                1.m4s
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void costsWhatItsPicturesWeigh() {
        // the second and the third picture: 19 kB in 64,064 ticks
        assertThat(PLAYLIST.bandwidth().peak().bitsPerSecond()).isEqualTo(71_179);
        assertThat(PLAYLIST.bandwidth().average().bitsPerSecond()).isEqualTo(54_580);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IFramePlaylist("init.mp4", 1, List.of()));
    }
}
