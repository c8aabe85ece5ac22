package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.manifest.IFramePlaylist;
import dev.millrace.media.KeyPicture;
import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.Streams.Published;
import dev.millrace.transcode.Streams.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IFramesTest {

    /** Segments of 59, 59, 59 and 73 pictures; the last has two GOPs. */
    private static final StreamPlan FILM = Plans.film(250);

    @Test
    void lastAsLongAsTheFilm() {
        var playlist = IFrames.of(stream(true, everything())).get("v480");

        assertThat(playlist.pictures())
                .extracting(IFramePlaylist.Picture::uri)
                .containsExactly("0.m4s", "1.m4s", "2.m4s", "3.m4s", "3.m4s");
        assertThat(playlist.pictures())
                .extracting(IFramePlaylist.Picture::ticks)
                .containsExactly(59_059L, 59_059L, 59_059L, 59_059L, 14_014L);
    }

    @Test
    void standInTheMultivariantPlaylistBehindTheVariants() {
        var text = new String(
                Playlists.of(stream(true, everything())).multivariant().render(), StandardCharsets.UTF_8);

        assertThat(text)
                .endsWith(
                        """
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=13138,AVERAGE-BANDWIDTH=9591,CODECS="avc1.640015",\
                RESOLUTION=426x240,VIDEO-RANGE=SDR,URI="v240/iframes.m3u8"
                """);
        assertThat(text.lines().filter(l -> l.startsWith("#EXT-X-I-FRAME-STREAM-INF:")))
                .hasSize(4);
    }

    @Test
    void areNotThereBeforeTheStreamIs() {
        assertThat(IFrames.of(stream(false, everything()))).isEmpty();
        assertThat(Playlists.of(stream(false, everything())).multivariant().iFrames())
                .isEmpty();
    }

    @Test
    void areNotThereForARungWithAnOlderSegment() {
        var segments = everything();
        segments.set(2, new Published("v720", 2, 90_000));

        assertThat(IFrames.of(stream(true, segments))).containsOnlyKeys("v480", "v360", "v240");
    }

    private static List<Published> everything() {
        var all = new ArrayList<Published>();
        for (var rung : FILM.ladder()) {
            for (var segment : FILM.timeline().segments()) {
                var keys = new ArrayList<>(List.of(new KeyPicture(24, 2_000)));
                if (segment.number() == 3) {
                    keys.add(new KeyPicture(50_000, 2_000));
                }
                all.add(new Published(rung.name(), segment.number(), 90_000, keys));
            }
        }
        return all;
    }

    private static Stream stream(boolean ready, List<Published> segments) {
        return new Stream(UUID.randomUUID(), FILM, ready, "public", segments);
    }
}
