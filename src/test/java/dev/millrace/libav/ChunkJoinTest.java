package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.libav.Pictures.Picture;
import dev.millrace.media.SourceFacts.Seeking;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks encoded apart, put behind one another: every picture of the film is there once, on its own slot. */
class ChunkJoinTest {

    private static final int GOP = 10;
    private static final int SEGMENTS_PER_CHUNK = 2;

    /** 2^33 ticks of 90 kHz: where the clock of MPEG-TS begins anew. */
    private static final double WRAP_SECONDS = 95_443.7;

    @TempDir
    Path folder;

    static Stream<Arguments> seekableFilms() {
        return Stream.of(
                arguments("closed GOPs in MP4", film("mp4")),
                arguments("open GOPs in MP4", film("mp4").openGop().bFrames(3)),
                arguments("one long GOP", film("mp4").gop(500)),
                arguments("GOPs of 7 in MP4 at 29.97", film("mp4").gop(7).rate(30000, 1001)),
                arguments("50 pictures a second", film("mp4").rate(50, 1)),
                arguments("MP4 that begins at 10 s", film("mp4").startingAt(10)),
                arguments("MP4 with sound", film("mp4").sound(SampleSound.aac(4))),
                arguments(
                        "fragmented MP4", film("mp4").muxing("movflags", "frag_keyframe+empty_moov+default_base_moof")),
                arguments(
                        "fragmented MP4 with sound",
                        film("mp4")
                                .muxing("movflags", "frag_keyframe+empty_moov")
                                .openGop()
                                .sound(SampleSound.aac(4))),
                arguments(
                        "HEVC in MP4, open GOPs",
                        film("mp4")
                                .encoder("libx265")
                                .encoding("x265-params", "log-level=none:open-gop=1:keyint=25:bframes=3")),
                arguments("10-bit H.264", film("mov").pixelFormat("yuv420p10le")),
                arguments(
                        "10-bit 4:2:2 H.264",
                        film("mov").pixelFormat("yuv422p10le").openGop()),
                arguments("AV1 in MP4", film("mp4").encoder("libsvtav1").bFrames(0)),
                arguments("MPEG-4 part 2 in MP4", film("mp4").encoder("mpeg4")),
                arguments(
                        "ProRes",
                        film("mov").encoder("prores").pixelFormat("yuv422p10le").bFrames(0)),
                arguments(
                        "Motion JPEG",
                        film("mov").encoder("mjpeg").pixelFormat("yuvj420p").bFrames(0)),
                arguments("VP9 in WebM", film("webm").encoder("libvpx-vp9").bFrames(0)),
                arguments("open GOPs in Matroska", film("matroska").openGop().bFrames(3)),
                arguments(
                        "Matroska at 29.97 with sound",
                        film("matroska").rate(30000, 1001).sound(SampleSound.of("libopus", 48_000, 2, 4))),
                arguments(
                        "WebM without cues and duration",
                        film("webm").encoder("libvpx-vp9").bFrames(0).muxing("live", "1")),
                arguments("closed GOPs in MPEG-TS", film("mpegts")),
                arguments(
                        "open GOPs in MPEG-TS with sound",
                        film("mpegts").openGop().sound(SampleSound.aac(4))),
                arguments(
                        "MPEG-TS that begins at 588 s",
                        film("mpegts").startingAt(588).openGop()),
                arguments("MPEG-TS whose clock begins anew", film("mpegts").startingAt(WRAP_SECONDS - 3.4)),
                arguments(
                        "HEVC in MPEG-TS",
                        film("mpegts")
                                .encoder("libx265")
                                .encoding("x265-params", "log-level=none:open-gop=1:keyint=25:bframes=3")),
                arguments(
                        "MPEG-2 in MPEG-TS, open GOPs",
                        film("mpegts").encoder("mpeg2video").openGop()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seekableFilms")
    void showsEveryPictureOnce(String name, SampleFilm film) throws Exception {
        var rendering = Rendering.of(film.make(), folder, GOP, SEGMENTS_PER_CHUNK);

        assertThat(rendering.facts.seekable()).isNotEqualTo(Seeking.FROM_START);
        assertThat(rendering.timeline.chunks()).hasSizeGreaterThan(4);
        assertThat(rendering.facts.frames()).isEqualTo(film.frames);
        assertThat(rendering.facts.video().rate()).isEqualTo(film.rate);
        proveAll(
                rendering.encodePictures(),
                IntStream.range(0, film.frames).boxed().toList());
    }

    static Stream<Arguments> filmsToBeReadFromTheStart() {
        return Stream.of(
                arguments("MPEG-4 in AVI", film("avi").encoder("mpeg4").bFrames(0)),
                arguments("MPEG-4 with B-frames in AVI", film("avi").encoder("mpeg4")),
                arguments("MPEG-2 in a program stream", film("mpeg").encoder("mpeg2video")),
                arguments("H.264 in FLV", film("flv").bFrames(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filmsToBeReadFromTheStart")
    void encodesWhatCannotBeEnteredInOneGo(String name, SampleFilm film) throws Exception {
        var rendering = Rendering.of(film.make(), folder, GOP, SEGMENTS_PER_CHUNK);

        assertThat(rendering.facts.seekable()).isEqualTo(Seeking.FROM_START);
        assertThat(rendering.timeline.chunks()).hasSize(1);
        proveAll(
                rendering.encodePictures(),
                IntStream.range(0, film.frames).boxed().toList());
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"mp4", "matroska"})
    void resamplesAVariableRateToTheGrid(String container) throws Exception {
        var times = new long[90];
        var random = new Random(11);
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + 20 + random.nextInt(60);
        }
        var film = SampleFilm.in(container).times(times).gop(12);
        var rendering = Rendering.of(film.make(), folder, GOP, SEGMENTS_PER_CHUNK);

        assertThat(rendering.facts.video().constantRate()).isFalse();
        proveAll(rendering.encodePictures(), ideal(times, rendering));
    }

    /** A screen recording: nothing moves for seconds, so no picture is stored for them. */
    @Test
    void repeatsAPictureThatStandsForLongerThanAChunk() throws Exception {
        var times = LongStream.concat(LongStream.rangeClosed(0, 20).map(i -> i * 40), LongStream.of(4000, 4040, 4080))
                .toArray();
        var film = SampleFilm.in("mp4").times(times).gop(500);
        var rendering = Rendering.of(film.make(), folder, GOP, SEGMENTS_PER_CHUNK);

        proveAll(rendering.encodePictures(), ideal(times, rendering));
    }

    @Test
    void givesAllRungsTheSamePictures() throws Exception {
        var film = SampleFilm.in("mp4").size(640, 480).frames(45).openGop();
        var rendering = Rendering.of(film.make(), folder, GOP, SEGMENTS_PER_CHUNK);

        assertThat(rendering.rungs).hasSize(3);
        proveAll(rendering.encodePictures(), IntStream.range(0, 45).boxed().toList());
    }

    /** A slot shows the last picture that is due at the middle of the slot. */
    private static List<Integer> ideal(long[] milliseconds, Rendering rendering) {
        var rate = rendering.grid().rate();
        return LongStream.range(0, rendering.grid().frames())
                .mapToObj(slot -> {
                    // due: (t - t0) * rate rounded to the nearest slot, ties up, is not after this slot
                    long due = 0;
                    for (int i = 0; i < milliseconds.length; i++) {
                        long twice = 2 * (milliseconds[i] - milliseconds[0]) * rate.numerator();
                        if (twice < (2 * slot + 1) * 1000 * rate.denominator()) {
                            due = i;
                        }
                    }
                    return (int) due;
                })
                .toList();
    }

    private static void proveAll(Rendering rendering, List<Integer> numbers) {
        int segments = rendering.timeline.segments().size();
        for (var rung : rendering.rungs) {
            assertThat(rendering.initHashes(rung.name())).as("init segments").hasSize(1);
            assertThat(rendering.numbers(rung.name()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, segments).boxed().toList());
            var pictures = Pictures.of(rendering.joined(rung.name()));
            assertThat(pictures).extracting(Picture::number).containsExactlyElementsOf(numbers);
            assertThat(pictures).allSatisfy(p -> assertThat(p.width() + "x" + p.height())
                    .isEqualTo(rung.size().toString()));
            for (int i = 1; i < pictures.size(); i++) {
                assertThat(pictures.get(i).time() - pictures.get(i - 1).time())
                        .as("step to picture %d", i)
                        .isEqualTo(rendering.grid().frameTicks());
            }
        }
    }

    private static SampleFilm film(String container) {
        return SampleFilm.in(container).frames(97);
    }
}
