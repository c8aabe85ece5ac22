package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.VideoTrack;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe says of sound files, against what they were made with. */
class ProbeTest {

    @TempDir
    Path folder;

    static Stream<Arguments> films() {
        return Stream.of(
                arguments("mp4", film("mp4"), "h264", Seeking.BY_TIME),
                arguments("29.97 in mov", film("mov").rate(30000, 1001), "h264", Seeking.BY_TIME),
                arguments("23.976 in mkv", film("matroska").rate(24000, 1001), "h264", Seeking.BY_TIME),
                arguments("59.94 in ts", film("mpegts").rate(60000, 1001), "h264", Seeking.BY_POSITION),
                arguments("low rate", film("mp4").rate(5, 1), "h264", Seeking.BY_TIME),
                arguments("open GOPs, long", film("mp4").openGop().gop(40), "h264", Seeking.BY_TIME),
                arguments("HEVC", film("mp4").encoder("libx265"), "hevc", Seeking.BY_TIME),
                arguments("VP9", film("webm").encoder("libvpx-vp9").bFrames(0), "vp9", Seeking.BY_TIME),
                arguments("AV1", film("mp4").encoder("libsvtav1").bFrames(0), "av1", Seeking.BY_TIME),
                arguments("MPEG-2 in ts", film("mpegts").encoder("mpeg2video"), "mpeg2video", Seeking.BY_POSITION),
                arguments("MPEG-2 in ps", film("mpeg").encoder("mpeg2video"), "mpeg2video", Seeking.FROM_START),
                arguments("MPEG-4 in avi", film("avi").encoder("mpeg4").bFrames(0), "mpeg4", Seeking.FROM_START),
                arguments(
                        "fragmented",
                        film("mp4").muxing("movflags", "frag_keyframe+empty_moov"),
                        "h264",
                        Seeking.BY_TIME),
                arguments(
                        "no cues",
                        film("webm").encoder("libvpx-vp9").bFrames(0).muxing("live", "1"),
                        "vp9",
                        Seeking.BY_TIME),
                arguments("from 10 s", film("mp4").startingAt(10), "h264", Seeking.BY_TIME),
                arguments("from 588 s", film("mpegts").startingAt(588), "h264", Seeking.BY_POSITION));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void countsPicturesAndKnowsRateLengthAndEntries(String name, SampleFilm film, String codec, Seeking seeking) {
        var facts = probe(film);
        var track = facts.video();

        assertThat(track.codec()).isEqualTo(codec);
        assertThat(track.frames()).isEqualTo(film.frames);
        assertThat(facts.frames()).isEqualTo(film.frames);
        assertThat(track.rate()).isEqualTo(film.rate);
        assertThat(track.constantRate()).isTrue();
        assertThat(facts.durationSeconds()).isCloseTo(film.seconds(), within(0.000_001));
        assertThat(facts.seekable()).isEqualTo(seeking);
        assertThat(facts.audio()).isEmpty();
        assertThat(facts.warnings()).isEmpty();
        assertThat(facts.bitRate().bitsPerSecond()).isPositive();
        if (seeking != Seeking.FROM_START) {
            assertThat(facts.seekPoints())
                    .extracting(p -> slot(track, p.presentation()))
                    .contains(0L)
                    .isSorted();
            assertThat(facts.seekPoints())
                    .allSatisfy(p -> assertThat(p.decode()).isLessThanOrEqualTo(p.presentation()));
        }
    }

    @Test
    void listsKeyFramesWhereTheyWereMade() {
        var facts = probe(SampleFilm.in("mp4").frames(100).gop(25).openGop());

        assertThat(facts.seekPoints())
                .extracting(p -> slot(facts.video(), p.presentation()))
                .containsExactly(0L, 25L, 50L, 75L);
    }

    /** Half a second is the least distance: a list for a film of only key frames would be as long as the film. */
    @Test
    void thinsKeyFramesOut() {
        var facts = probe(SampleFilm.in("mp4").frames(100).gop(1).bFrames(0));

        assertThat(facts.seekPoints()).hasSizeBetween(7, 8);
    }

    /** Each of the eight ways a picture can lie, as the nine values of the header say it. */
    @ParameterizedTest(name = "({0} {1} / {2} {3})")
    @CsvSource({
        "1, 0, 0, 1, 160x120",
        "0, 1, -1, 0, 120x160",
        "-1, 0, 0, -1, 160x120",
        "0, -1, 1, 0, 120x160",
        "-1, 0, 0, 1, 160x120",
        "1, 0, 0, -1, 160x120",
        "0, 1, 1, 0, 120x160",
        "0, -1, -1, 0, 120x160"
    })
    void turnsPicturesUpright(int a, int b, int c, int d, String displayed) throws Exception {
        var film = SampleFilm.in("mov").frames(4).turned(a, b, c, d);
        var rendering = Rendering.of(film.make(), folder, 25, 1).encodePictures();

        assertThat(rendering.facts.video().stored()).isEqualTo(new Resolution(160, 120));
        assertThat(rendering.facts.video().display()).hasToString(displayed);
        var pictures = Pictures.of(rendering.joined(rendering.rungs.get(0).name()));
        assertThat(pictures).extracting(Pictures.Picture::number).containsExactly(0, 1, 2, 3);
        assertThat(pictures.get(0).width() + "x" + pictures.get(0).height()).isEqualTo(displayed);
    }

    @Test
    void anUprightPictureIsNotTurned() {
        assertThat(probe(SampleFilm.in("mp4").frames(4)).video().orientation()).isEqualTo(Orientation.UPRIGHT);
    }

    @ParameterizedTest(name = "pixels {0}:{1} show {2}")
    @CsvSource({"4, 3, 214x120", "3, 4, 160x160", "1, 1, 160x120", "16, 11, 234x120"})
    void showsSquarePixels(int width, int height, String displayed) throws Exception {
        var film = SampleFilm.in("mp4").frames(4).pixels(width, height);
        var rendering = Rendering.of(film.make(), folder, 25, 1).encodePictures();

        assertThat(rendering.rungs.get(0).size()).hasToString(displayed);
        var pictures = Pictures.of(rendering.joined(rendering.rungs.get(0).name()));
        assertThat(pictures).extracting(Pictures.Picture::number).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ffv1, yuv420p, 161, 121, matroska",
        "mjpeg, yuvj420p, 159, 119, mov",
        "ffv1, yuv444p, 33, 47, matroska",
        "libx264, yuv444p, 161, 121, mp4",
        "ffv1, yuv420p, 1, 1, matroska",
        "mjpeg, yuvj420p, 3, 200, mov",
        "mjpeg, yuvj420p, 8, 8, mov",
        "ffv1, yuv420p, 2048, 2, matroska",
        "libx264, yuv420p, 16, 4000, mp4",
        "libx264, yuv420p, 4000, 16, mp4",
        "mjpeg, yuvj420p, 8192, 9, mov",
        "mjpeg, yuvj420p, 1, 8192, mov",
        "mjpeg, yuvj420p, 8192, 4320, mov"
    })
    void takesPicturesOfAnySize(String encoder, String format, int width, int height, String container)
            throws Exception {
        var film = SampleFilm.in(container)
                .encoder(encoder)
                .pixelFormat(format)
                .bFrames(0)
                .size(width, height)
                .frames(4);
        var rendering = Rendering.of(film.make(), folder, 25, 1).encodePictures();

        assertThat(rendering.facts.video().stored()).isEqualTo(new Resolution(width, height));
        var pictures = Pictures.of(rendering.joined(rendering.rungs.get(0).name()));
        assertThat(pictures).hasSize(4);
        assertThat(pictures.get(0).width() % 2 + pictures.get(0).height() % 2).isZero();
    }

    @Test
    void measuresAVariableRateInsteadOfBelievingTheContainer() {
        var facts = probe(SampleFilm.in("mp4").times(0, 33, 66, 133, 166, 300, 333, 366, 400, 500, 533, 566, 600));

        assertThat(facts.video().constantRate()).isFalse();
        assertThat(facts.video().frames()).isEqualTo(13);
        assertThat(facts.video().rate().perSecond()).isBetween(29.9, 30.1);
        assertThat(facts.frames()).isEqualTo(19);
    }

    @ParameterizedTest(name = "{0} pictures a second become {1}")
    @CsvSource({"100, 50, 2", "120, 60, 2", "240, 60, 4"})
    void takesEverySecondPictureOfHighRates(int made, int planned, int step) throws Exception {
        var film = SampleFilm.in("mp4").rate(made, 1).frames(made);
        var rendering = Rendering.of(film.make(), folder, 25, 1).encodePictures();

        assertThat(rendering.facts.video().rate()).isEqualTo(FrameRate.of(planned));
        assertThat(rendering.facts.frames()).isEqualTo(planned);
        var numbers = Pictures.of(rendering.joined("v120")).stream()
                .map(Pictures.Picture::number)
                .toList();
        assertThat(numbers).hasSize(planned);
        for (int i = 1; i < planned; i++) {
            assertThat(numbers.get(i) - numbers.get(i - 1)).as("step to %d", i).isBetween(1, step + 1);
        }
    }

    /** Nobody waits for a smooth GIF: at most 30 pictures a second. */
    @ParameterizedTest(name = "{0} pictures a second become {1}")
    @CsvSource({"50, 25, 25", "20, 20, 50"})
    void takesThirtyPicturesOfAGifAtMost(int made, int planned, long frames) throws Exception {
        var film = SampleFilm.in("gif")
                .encoder("gif")
                .pixelFormat("rgb8")
                .bFrames(0)
                .rate(made, 1)
                .frames(50);
        var rendering = Rendering.of(film.make(), folder, 25, 1).encodePictures();

        assertThat(rendering.facts.video().rate()).isEqualTo(FrameRate.of(planned));
        assertThat(rendering.facts.frames()).isEqualTo(frames);
        assertThat(Pictures.of(rendering.joined("v120"))).hasSize((int) frames);
    }

    /** Whatever rate a film has, each of its pictures is shown once. */
    @ParameterizedTest(name = "{0}/{1} in {2}")
    @CsvSource({
        "1, 1, mp4",
        "2, 1, matroska",
        "25, 2, mp4",
        "15000, 1001, matroska",
        "18, 1, avi",
        "23, 1, mp4",
        "24000, 1001, mov",
        "48, 1, matroska",
        "50, 1, mpegts",
        "60000, 1001, matroska",
        "60, 1, mp4"
    })
    void showsEveryPictureOfAConstantRateOnce(int numerator, int denominator, String container) throws Exception {
        var film = SampleFilm.in(container)
                .encoder(container.equals("avi") ? "mpeg4" : "libx264")
                .bFrames(container.equals("avi") ? 0 : 2)
                .rate(numerator, denominator)
                .frames(45);
        var rendering = Rendering.of(film.make(), folder, 10, 2).encodePictures();

        assertThat(rendering.facts.video().rate()).isEqualTo(film.rate);
        assertThat(Pictures.of(rendering.joined("v120")))
                .extracting(Pictures.Picture::number)
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(0, 45).boxed().toList());
    }

    @Test
    void takesASinglePicture() {
        var facts = probe(SampleFilm.in("mp4").frames(1));

        assertThat(facts.frames()).isOne();
        assertThat(facts.durationSeconds()).isCloseTo(0.04, within(0.0001));
    }

    /** A song with its cover, as some upload it. */
    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"mp4", "matroska"})
    void showsAStillPictureForAsLongAsTheSoundPlays(String container) throws Exception {
        var film = SampleFilm.in(container).frames(1).sound(SampleSound.aac(7));
        var rendering = Rendering.of(film.make(), folder, 25, 2).encodePictures();

        assertThat(rendering.facts.durationSeconds()).isCloseTo(7, within(0.1));
        assertThat(Pictures.of(rendering.joined("v120")))
                .hasSize((int) rendering.facts.frames())
                .extracting(Pictures.Picture::number)
                .containsOnly(0);
    }

    @Test
    void showsASinglePictureForAsLongAsTheContainerSays() {
        var facts = probe(SampleFilm.in("mp4").times(0, 3000).frames(1));

        assertThat(facts.durationSeconds()).isCloseTo(3, within(0.04));
    }

    @Test
    void listsSoundTracks() {
        var facts = probe(film("matroska")
                .sound(SampleSound.aac(2))
                .sound(SampleSound.of("ac3", 48_000, 6, 2))
                .sound(SampleSound.of("libopus", 48_000, 1, 2).startingAt(0.5)));

        assertThat(facts.audio()).extracting(AudioTrack::codec).containsExactly("aac", "ac3", "opus");
        assertThat(facts.audio()).extracting(AudioTrack::channels).containsExactly(2, 6, 1);
        assertThat(facts.audio()).extracting(AudioTrack::index).containsExactly(1, 2, 3);
        assertThat(facts.audio().get(2).startSeconds()).isCloseTo(0.5, within(0.01));
        assertThat(facts.audio().get(0).endSeconds()).isCloseTo(2, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuv420p10le", "yuv422p", "yuv422p10le", "yuv444p", "yuvj420p"})
    void makesEightBitsOfAnyPixels(String format) throws Exception {
        var rendering = Rendering.of(
                        SampleFilm.in("mov").frames(4).pixelFormat(format).make(), folder, 25, 1)
                .encodePictures();

        assertThat(rendering.facts.video().pixelFormat()).isEqualTo(format);
        try (var made = SourceFile.open(rendering.joined("v120").toString(), new ProgressMeter(e -> {}))) {
            assertThat(FirstPicture.decode(made, 0).orElseThrow().pixelFormat())
                    .isEqualTo(org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P);
        }
        assertThat(Pictures.of(rendering.joined("v120")))
                .extracting(Pictures.Picture::number)
                .containsExactly(0, 1, 2, 3);
    }

    private static SourceFacts probe(SampleFilm film) {
        Libav.load();
        return SourceProbe.probe(film.make().toString(), event -> {});
    }

    private static SampleFilm film(String container) {
        return SampleFilm.in(container).frames(53);
    }

    private static long slot(VideoTrack track, long time) {
        return track.rate().slotAt(time - track.first(), track.timeBase());
    }
}
