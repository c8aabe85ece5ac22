package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.manifest.MultivariantPlaylist.Picture;
import dev.millrace.manifest.MultivariantPlaylist.Variant;
import dev.millrace.manifest.Words.Audience;
import dev.millrace.manifest.Words.ClosedCaptions;
import dev.millrace.manifest.Words.Subtitles;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Variant V240 = new Variant(
            "v240/index.m3u8",
            "avc1.640015",
            new Bandwidth(Bitrate.kilobits(400), Bitrate.kilobits(300)),
            new Picture(new Resolution(426, 240), FrameRate.of(25)));

    @Test
    void rendersByteForByte() {
        var words = new Words(
                List.of(
                        new Subtitles("s0/index.m3u8", "Deutsch", "de", true, false, Audience.FOREIGN),
                        new Subtitles("s1/index.m3u8", "English (SDH)", "en", false, false, Audience.DEAF),
                        new Subtitles("s2/index.m3u8", "Captions", "und", false, false, Audience.DEAF_TO_SPEECH),
                        new Subtitles("s3/index.m3u8", "Signs \"and\" songs", "en", false, true, Audience.FOREIGN)),
                List.of(new ClosedCaptions("CC1", "English (CC1)", "en")));

        assertThat(text(words))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,\
                        AUTOSELECT=YES,FORCED=NO,URI="s0/index.m3u8"
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English (SDH)",LANGUAGE="en",DEFAULT=NO,\
                        AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog,\
                        public.accessibility.describes-music-and-sound",URI="s1/index.m3u8"
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Captions",LANGUAGE="und",DEFAULT=NO,\
                        AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog",\
                        URI="s2/index.m3u8"
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Signs 'and' songs",LANGUAGE="en",DEFAULT=NO,\
                        AUTOSELECT=YES,FORCED=YES,URI="s3/index.m3u8"
                        #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="English (CC1)",LANGUAGE="en",DEFAULT=NO,\
                        AUTOSELECT=YES,INSTREAM-ID="CC1"
                        #EXT-X-STREAM-INF:BANDWIDTH=400000,AVERAGE-BANDWIDTH=300000,CODECS="avc1.640015",\
                        RESOLUTION=426x240,FRAME-RATE=25.000,VIDEO-RANGE=SDR,SUBTITLES="subs",CLOSED-CAPTIONS="cc"
                        v240/index.m3u8
                        """);
    }

    @Test
    void aStreamWithoutWordsSaysThatItHasNoneInItsPictures() {
        assertThat(text(Words.NONE))
                .doesNotContain("EXT-X-MEDIA", "SUBTITLES")
                .contains("VIDEO-RANGE=SDR,CLOSED-CAPTIONS=NONE\n");
    }

    @Test
    void refusesWhatPlayersCannotTellApart() {
        var first = new Subtitles("s0/index.m3u8", "A", "en", true, false, Audience.FOREIGN);
        var second = new Subtitles("s1/index.m3u8", "B", "de", true, false, Audience.FOREIGN);
        var captions = new ClosedCaptions("CC1", "A", "en");

        assertThatIllegalArgumentException().isThrownBy(() -> new Words(List.of(first, second), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Words(List.of(first, first), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Words(List.of(), List.of(captions, captions)));
    }

    private static String text(Words words) {
        return new String(
                new MultivariantPlaylist(List.of(), List.of(V240), List.of(), words).render(), StandardCharsets.UTF_8);
    }
}
