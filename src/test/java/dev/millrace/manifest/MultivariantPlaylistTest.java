package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.manifest.MultivariantPlaylist.Audio;
import dev.millrace.manifest.MultivariantPlaylist.Picture;
import dev.millrace.manifest.MultivariantPlaylist.Variant;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultivariantPlaylistTest {

    private static final Variant V720 = new Variant(
            "v720/index.m3u8",
            "avc1.64001f",
            rate(3_000_000, 2_000_000),
            new Picture(new Resolution(1280, 720), new FrameRate(30_000, 1001)));

    @Test
    void rendersByteForByte() {
        var v360 = new Variant(
                "v360/index.m3u8",
                "avc1.64001e",
                rate(900_000, 600_000),
                new Picture(new Resolution(640, 360), new FrameRate(30_000, 1001)));
        var playlist = new MultivariantPlaylist(
                List.of(
                        sound("a0", "English", "en", true, rate(130_000, 128_000)),
                        sound("a1", "Français", "fr", false, rate(140_000, 120_000))),
                List.of(V720, v360));

        assertThat(playlist.render())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,\
                CHANNELS="2",URI="a0/index.m3u8"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Français",LANGUAGE="fr",DEFAULT=NO,AUTOSELECT=YES,\
                CHANNELS="2",URI="a1/index.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=3140000,AVERAGE-BANDWIDTH=2128000,CODECS="avc1.64001f,mp4a.40.2",\
                RESOLUTION=1280x720,FRAME-RATE=29.970,VIDEO-RANGE=SDR,AUDIO="audio",CLOSED-CAPTIONS=NONE
                v720/index.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=1040000,AVERAGE-BANDWIDTH=728000,CODECS="avc1.64001e,mp4a.40.2",\
                RESOLUTION=640x360,FRAME-RATE=29.970,VIDEO-RANGE=SDR,AUDIO="audio",CLOSED-CAPTIONS=NONE
                v360/index.m3u8
                """);
    }

    @Test
    void namesNoGroupWhenThereIsNoSound() {
        var text = new String(new MultivariantPlaylist(List.of(), List.of(V720)).render(), StandardCharsets.UTF_8);

        assertThat(text)
                .isEqualTo(
                        """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH=3000000,AVERAGE-BANDWIDTH=2000000,CODECS="avc1.64001f",\
                RESOLUTION=1280x720,FRAME-RATE=29.970,VIDEO-RANGE=SDR,CLOSED-CAPTIONS=NONE
                v720/index.m3u8
                """);
    }

    @Test
    void aVariantOfSoundAloneHasNeitherSizeNorFrameRate() {
        var sound = new Variant("a0/index.m3u8", "mp4a.40.2", rate(130_000, 128_000), null);

        assertThat(new MultivariantPlaylist(List.of(), List.of(sound)).render())
                .asString(StandardCharsets.UTF_8)
                .endsWith("#EXT-X-STREAM-INF:BANDWIDTH=130000,AVERAGE-BANDWIDTH=128000,CODECS=\"mp4a.40.2\","
                        + "CLOSED-CAPTIONS=NONE\na0/index.m3u8\n");
    }

    @ParameterizedTest(name = "{0}/{1} -> {2}")
    @CsvSource({"24000, 1001, 23.976", "25, 1, 25.000", "60000, 1001, 59.940", "60, 1, 60.000", "15, 2, 7.500"})
    void printsTheFrameRateWithThreeDecimals(int numerator, int denominator, String expected) {
        var picture = new Picture(new Resolution(640, 360), new FrameRate(numerator, denominator));
        var variant = new Variant("v360/index.m3u8", "avc1.64001e", rate(2, 1), picture);

        assertThat(new MultivariantPlaylist(List.of(), List.of(variant)).render())
                .asString(StandardCharsets.UTF_8)
                .contains(",FRAME-RATE=" + expected + ",");
    }

    @Test
    void aNameCannotBreakOutOfItsQuotes() {
        var audio = sound("a0", "Director's \"cut\"\n#EXT-X-ENDLIST", "und", true, rate(1, 1));

        assertThat(new MultivariantPlaylist(List.of(audio), List.of(V720)).render())
                .asString(StandardCharsets.UTF_8)
                .contains(",NAME=\"Director's 'cut' #EXT-X-ENDLIST\",");
    }

    @Test
    void refusesTwoDefaultsEqualNamesAndNoVariants() {
        var first = sound("a0", "English", "en", true, rate(1, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultivariantPlaylist(
                        List.of(first, sound("a1", "Deutsch", "de", true, rate(1, 1))), List.of(V720)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultivariantPlaylist(
                        List.of(first, sound("a1", "English", "de", false, rate(1, 1))), List.of(V720)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MultivariantPlaylist(List.of(first), List.of()));
    }

    private static Audio sound(String rendition, String name, String language, boolean preferred, Bandwidth rate) {
        return new Audio(rendition + "/index.m3u8", name, language, preferred, 2, "mp4a.40.2", rate);
    }

    private static Bandwidth rate(long peak, long average) {
        return new Bandwidth(new Bitrate(peak), new Bitrate(average));
    }
}
