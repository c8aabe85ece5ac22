package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_FORCED;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_HEARING_IMPAIRED;

import dev.millrace.libav.SampleWords.Codec;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.TextTrack;
import dev.millrace.media.Warning;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe makes of a film's text tracks. */
class TextTracksTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"SUBRIP, mkv", "WEBVTT, mkv", "WEBVTT, webm", "MOV_TEXT, mp4", "MOV_TEXT, mov"})
    void writesPlainLinesAsWebVtt(Codec codec, String container) throws Exception {
        var words = SampleWords.beside(film(container).make());
        words.track(codec).language("ger").line(500, 1000, "Grüße & Küsse").line(2000, 500, "zwei\nZeilen");

        var facts = probe(words.write(folder.resolve("film." + container)));

        assertThat(facts.texts()).extracting(TextTrack::language).containsExactly("ger");
        assertThat(facts.warnings()).isEmpty();
        assertThat(folder.resolve("t1.vtt"))
                .hasContent(
                        """
                        WEBVTT

                        00:00:00.500 --> 00:00:01.500
                        Grüße &amp; Küsse

                        00:00:02.000 --> 00:00:02.500
                        zwei
                        Zeilen
                        """);
    }

    @Test
    void keepsWhatWebVttHasOfSubStationAlpha() throws Exception {
        var words = SampleWords.beside(film("mkv").make());
        words.track(Codec.ASS)
                .line(0, 1000, "{\\fad(200,200)\\i1}Schräg{\\i0} und {\\b1}fett\\Nneue Zeile")
                .line(1000, 1000, "{\\an8\\pos(1,2)}oben <links> & {\\p1}m 0 0 l 10 10{\\p0}rechts")
                .line(2000, 500, "{\\p1}m 0 0 l 10 10");

        probe(words.write(folder.resolve("film.mkv")));

        assertThat(folder.resolve("t1.vtt"))
                .hasContent(
                        """
                        WEBVTT

                        00:00:00.000 --> 00:00:01.000
                        <i>Schräg</i> und <b>fett
                        neue Zeile</b>

                        00:00:01.000 --> 00:00:02.000 line:0
                        oben &lt;links&gt; &amp; rechts
                        """);
    }

    @Test
    void countsFromTheFirstPictureAndCutsAtBothEnds() throws Exception {
        var words = SampleWords.beside(film("mkv").startingAt(10).make());
        words.track(Codec.SUBRIP)
                .line(9_000, 2_000, "before and after the start")
                .line(12_000, 60_000, "beyond the end")
                .line(14_500, 1_000, "behind the end");

        var facts = probe(words.write(folder.resolve("film.mkv")));

        assertThat(facts.durationSeconds()).isEqualTo(4);
        assertThat(folder.resolve("t1.vtt"))
                .hasContent(
                        """
                        WEBVTT

                        00:00:00.000 --> 00:00:01.000
                        before and after the start

                        00:00:02.000 --> 00:00:04.000
                        beyond the end
                        """);
    }

    @Test
    void tellsWhatTheContainerSaysOfATrack() throws Exception {
        var words = SampleWords.beside(film("mkv").make());
        words.track(Codec.SUBRIP)
                .language("fre")
                .title("Forcés")
                .disposition(AV_DISPOSITION_DEFAULT | AV_DISPOSITION_FORCED)
                .line(0, 500, "a");
        words.track(Codec.SUBRIP)
                .language("eng")
                .disposition(AV_DISPOSITION_HEARING_IMPAIRED)
                .line(0, 500, "b");
        words.track(Codec.SUBRIP).title("English (SDH)").line(0, 500, "c");

        assertThat(probe(words.write(folder.resolve("film.mkv"))).texts())
                .containsExactly(
                        new TextTrack(1, "subrip", "fre", "Forcés", true, true, false),
                        new TextTrack(2, "subrip", "eng", "", false, false, true),
                        new TextTrack(3, "subrip", "und", "English (SDH)", false, false, true));
    }

    @Test
    void areThoseOfSoundWithoutPicturesToo() throws Exception {
        var sound = SampleSound.of("flac", 48_000, 2, 4);
        var words =
                SampleWords.beside(SampleFilm.in("matroska").soundOnly(sound).make());
        words.track(Codec.SUBRIP).language("ger").line(1_000, 1_000, "Hört").line(3_500, 9_000, "zu");
        words.track(Codec.PGS).line(1_000, 500, "no picture either");

        var facts = probe(words.write(folder.resolve("sound.mkv")));
        assertThat(facts.video()).isNull();

        assertThat(facts.video()).isNull();
        assertThat(facts.texts()).extracting(TextTrack::language).containsExactly("ger");
        assertThat(facts.warnings()).extracting(Warning::code).containsExactly("subtitle_track_skipped");
        assertThat(folder.resolve("t1.vtt"))
                .hasContent(
                        """
                        WEBVTT

                        00:00:01.000 --> 00:00:02.000
                        Hört

                        00:00:03.500 --> 00:00:04.000
                        zu
                        """);
    }

    @Test
    void leavesPicturesOfTextOutAndSaysSo() throws Exception {
        var words = SampleWords.beside(film("mkv").make());
        words.track(Codec.PGS).line(0, 500, "no picture either");

        var facts = probe(words.write(folder.resolve("film.mkv")));

        assertThat(facts.texts()).isEmpty();
        assertThat(facts.warnings())
                .containsExactly(new Warning(
                        "subtitle_track_skipped",
                        "A subtitle track was left out: only subtitles that are text can be shown, not"
                                + " hdmv_pgs_subtitle."));
    }

    @Test
    void aTrackWithoutAWordIsNone() throws Exception {
        var words = SampleWords.beside(film("mkv").make());
        words.track(Codec.SUBRIP).line(0, 500, " ");

        assertThat(probe(words.write(folder.resolve("film.mkv"))).texts()).isEmpty();
        assertThat(folder.resolve("t1.vtt")).doesNotExist();
    }

    /** What characters they are is found out by the server, which sees the whole file. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"windows-1251, Привет", "ISO-8859-2, Zażółć gęślą jaźń"})
    void writesOtherCharsetsAsTheyAre(String charset, String text) throws IOException {
        var words = SampleWords.beside(film("mkv").make());
        words.track(Codec.SUBRIP, Charset.forName(charset)).line(0, 500, text);

        probe(words.write(folder.resolve("film.mkv")));

        assertThat(Files.readString(folder.resolve("t1.vtt"), Charset.forName(charset)))
                .endsWith(text + "\n");
    }

    /** Second bytes of these look like the backslash and the brace of a tag. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"Shift_JIS, jpn, 表示する能力がある予定です。ソースのタイトル十分に貼る本暴力構造。ボタンとマーク", "GBK, chi, 這裡的橽子說了很多話。誠意是最重要的噞说噠"})
    void readsCharactersOfTwoBytesAsWhole(String charset, String language, String text) throws IOException {
        var words = SampleWords.beside(film("mkv").make());
        words.track(Codec.ASS, Charset.forName(charset))
                .language(language)
                .line(0, 500, text)
                .line(500, 500, "{\\i1}" + text + "{\\i0}");

        probe(words.write(folder.resolve("film.mkv")));

        assertThat(folder.resolve("t1.vtt")).content().contains("\n" + text + "\n", "<i>" + text + "</i>");
    }

    @Test
    void oneBrokenEventDoesNotChangeTheCharsetOfATrack() throws IOException {
        var words = SampleWords.beside(film("mkv").make());
        var track = words.track(Codec.SUBRIP, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20; i++) {
            track.line(
                    i * 100L,
                    100,
                    new String(("Grüße " + i).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        track.line(2000, 500, "kaputt \u00fc");

        probe(words.write(folder.resolve("film.mkv")));

        assertThat(folder.resolve("t1.vtt")).content().contains("Grüße 0\n", "Grüße 19\n", "kaputt \ufffd");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "MILLRACE_TEST_MEDIA", matches = ".+")
    void readsRealFiles() {
        var media = Path.of(System.getenv("MILLRACE_TEST_MEDIA"));

        assertThat(probe(media.resolve("ass-subtitles.mkv")).texts())
                .extracting(TextTrack::codec)
                .containsExactly("ass");
        assertThat(folder.resolve("t2.vtt")).content().contains("This is the first subtitle.");
        assertThat(probe(media.resolve("interlaced-1080i50.mts")).warnings())
                .extracting(Warning::code)
                .contains("subtitle_track_skipped");
    }

    private static SampleFilm film(String container) {
        var film =
                SampleFilm.in(container.equals("mkv") ? "matroska" : container).frames(100);
        return container.equals("webm") ? film.encoder("libvpx-vp9").bFrames(0) : film;
    }

    private SourceFacts probe(Path film) {
        return SourceProbe.probe(film.toString(), folder.toString(), event -> {});
    }
}
