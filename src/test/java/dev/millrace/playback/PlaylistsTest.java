package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.manifest.MpdSchema;
import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.Streams.Published;
import dev.millrace.transcode.Streams.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaylistsTest {

    /** Four segments: 59, 59, 59 and 23 pictures. */
    private static final StreamPlan FILM = Plans.film(200);

    @Test
    void areCompleteFromTheMomentThePlanIsThere() {
        var playlists = Playlists.of(stream(FILM, false, List.of()));

        assertThat(playlists.media()).containsOnlyKeys("v720", "v480", "v360", "v240", "a0");
        assertThat(text(playlists.media().get("v480").render()))
                .isEqualTo(
                        """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:2
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:1.968633,
                0.m4s
                #EXTINF:1.968633,
                1.m4s
                #EXTINF:1.968633,
                2.m4s
                #EXTINF:0.767433,
                3.m4s
                #EXT-X-ENDLIST
                """);
        assertThat(text(playlists.media().get("a0").render()))
                .isEqualTo(
                        """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:2
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:1.962667,
                0.m4s
                #EXTINF:1.984000,
                1.m4s
                #EXTINF:1.962667,
                2.m4s
                #EXTINF:0.768000,
                3.m4s
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void listsTheLowestVariantFirstWhileItIsBeingMade() {
        var variants =
                Playlists.of(stream(FILM, false, List.of())).multivariant().variants();

        assertThat(variants)
                .extracting(v -> v.uri())
                .containsExactly("v240/index.m3u8", "v360/index.m3u8", "v480/index.m3u8", "v720/index.m3u8");
    }

    @Test
    void theFirstVariantIsNearTwoMegabitsAndTheOthersDescend() {
        var variants =
                Playlists.of(stream(FILM, true, List.of())).multivariant().variants();

        assertThat(variants)
                .extracting(v -> v.uri())
                .containsExactly("v480/index.m3u8", "v720/index.m3u8", "v360/index.m3u8", "v240/index.m3u8");
    }

    @Test
    void ratesAreEstimatesUntilTheStreamIsReadyAndThenMeasured() {
        var all = new ArrayList<Published>();
        for (var rendition : List.of("v720", "v480", "v360", "v240", "a0")) {
            for (int i = 0; i < 4; i++) {
                all.add(new Published(rendition, i, rendition.equals("a0") ? 30_000 : 100_000));
            }
        }

        var before =
                text(Playlists.of(stream(FILM, false, List.of())).multivariant().render());
        var after = text(Playlists.of(stream(FILM, true, all)).multivariant().render());

        assertThat(before).contains("BANDWIDTH=3134400,AVERAGE-BANDWIDTH=2194080,");
        // video: 59 and 23 pictures in 200 kB; sound: the third and fourth segment in 60 kB
        assertThat(after).contains("BANDWIDTH=760564,AVERAGE-BANDWIDTH=623291,");
    }

    @Test
    void aSilentFilmHasNoSoundGroup() {
        var text = text(Playlists.of(stream(Plans.silentFilm(200), false, List.of()))
                .multivariant()
                .render());

        assertThat(text).doesNotContain("AUDIO").contains("CODECS=\"avc1.64001f\"");
    }

    @Test
    void soundAloneIsAVariantOfItsOwn() {
        var text = text(Playlists.of(stream(Plans.soundOnly(200), false, List.of()))
                .multivariant()
                .render());

        assertThat(text)
                .doesNotContain("EXT-X-MEDIA")
                .endsWith(
                        """
                CODECS="mp4a.40.2",CLOSED-CAPTIONS=NONE
                a0/index.m3u8
                """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDashManifestKeepsToItsSchema(boolean ready) {
        for (var plan :
                List.of(FILM, Plans.film(1), Plans.film(100_000), Plans.silentFilm(200), Plans.soundOnly(200))) {
            MpdSchema.holds(Playlists.of(stream(plan, ready, List.of())).dash().render());
        }
    }

    @Test
    void allRenditionsStateTheSameTargetDuration() {
        var playlists = Playlists.of(stream(Plans.film(100_000), false, List.of()));

        assertThat(playlists.media().values())
                .extracting(p -> p.targetDuration())
                .containsOnly(4);
    }

    private static Stream stream(StreamPlan plan, boolean ready, List<Published> segments) {
        return new Stream(UUID.randomUUID(), plan, ready, "public", segments);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
