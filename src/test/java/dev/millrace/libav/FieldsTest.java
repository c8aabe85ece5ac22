package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.job.Job;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Interlacing;
import dev.millrace.media.SourceFacts.Seeking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of fields: every field becomes a picture, also at the joints of chunks. Field n carries the number n ({@link FieldNumber}). */
class FieldsTest {

    private static final int GOP = 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    static Stream<Arguments> filmsOfFields() {
        return Stream.of(
                arguments("MPEG-2 in MPEG-TS", film("mpegts", "mpeg2video").interlaced(true)),
                arguments(
                        "MPEG-2 in MPEG-TS, open GOPs",
                        film("mpegts", "mpeg2video").interlaced(true).openGop()),
                arguments("bottom field first", film("mpegts", "mpeg2video").interlaced(false)),
                arguments("H.264 in MP4", film("mp4", "libx264").interlaced(true)),
                arguments(
                        "H.264 in MP4, bottom field first",
                        film("mp4", "libx264").interlaced(false)),
                arguments(
                        "H.264 in MPEG-TS, open GOPs",
                        film("mpegts", "libx264").interlaced(true).openGop()),
                arguments(
                        "29.97 in Matroska",
                        film("matroska", "libx264").interlaced(true).rate(30000, 1001)),
                arguments(
                        "ProRes of 10 bits",
                        film("mov", "prores_ks")
                                .pixelFormat("yuv422p10le")
                                .bFrames(0)
                                .interlaced(true)),
                arguments("MPEG-4 in MP4", film("mp4", "mpeg4").interlaced(true)),
                arguments(
                        "MPEG-2 in a program stream", film("mpeg", "mpeg2video").interlaced(true)),
                arguments(
                        "MPEG-2 without flags",
                        film("mpegts", "mpeg2video")
                                .size(320, 576)
                                .interlaced(true)
                                .withoutFlags()),
                arguments(
                        "lossless, without flags, bottom field first",
                        film("matroska", "ffv1")
                                .size(320, 480)
                                .bFrames(0)
                                .interlaced(false)
                                .withoutFlags()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filmsOfFields")
    void showsEveryFieldOnce(String name, SampleFilm film) throws Exception {
        var rendering = Rendering.of(film.make(), folder, GOP, 2);

        assertThat(rendering.facts.video().interlacing()).isEqualTo(new Interlacing(film.topFirst, true));
        assertThat(rendering.facts.video().rate()).isEqualTo(film.rate.twice());
        assertThat(rendering.facts.frames()).isEqualTo(2L * film.frames);
        if (rendering.facts.seekable() != Seeking.FROM_START) {
            assertThat(rendering.timeline.chunks()).hasSizeGreaterThan(3);
        }
        assertThat(numbers(rendering.encodePictures()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 2 * film.frames).boxed().toList());
    }

    /** What is decoded, deinterlaced and scaled for a chunk is bit for bit what it is in one go. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("filmsOfFields")
    void makesTheSamePicturesInChunksAndInOneGo(String name, SampleFilm film) throws Exception {
        var source = film.make();
        var apart = Rendering.of(source, Files.createDirectory(folder.resolve("apart")), GOP, 1);
        var whole = Rendering.of(source, Files.createDirectory(folder.resolve("whole")), GOP, 1000);
        var rung = apart.rungs.get(0).name();

        apart.encodePictures();
        whole.encodePictures();

        assertThat(whole.timeline.chunks()).hasSize(1);
        for (var segment : apart.timeline.segments()) {
            assertThat(difference(apart, whole, rung, segment.number()))
                    .as("segment %d", segment.number())
                    .isLessThan(1.0);
        }
    }

    /** Without a container a packet is a field, and has no time. */
    @ParameterizedTest(name = "one whole picture of {0}")
    @ValueSource(ints = {0, 4})
    void pairsFieldsThatAreCodedByThemselves(int wholeEvery) throws Exception {
        var film = Files.write(folder.resolve("source"), FieldCodedFilm.of(25, wholeEvery));
        var rendering = Rendering.of(film, folder, GOP, 2);

        assertThat(rendering.facts.video().interlacing()).isEqualTo(new Interlacing(true, true));
        assertThat(rendering.facts.video().rate()).isEqualTo(FrameRate.of(50));
        assertThat(rendering.facts.video().frames()).isEqualTo(25);
        assertThat(rendering.facts.frames()).isEqualTo(50);
        assertThat(numbers(rendering.encodePictures()))
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void keepsTheRateOfAFilmWithFewerFields() throws Exception {
        var film = film("matroska", "mpeg2video").rate(15, 1).interlaced(true);
        film.encoding("strict", "unofficial");
        var rendering = Rendering.of(film.make(), folder, GOP, 2);

        assertThat(rendering.facts.video().interlacing()).isEqualTo(new Interlacing(true, false));
        assertThat(rendering.facts.video().rate()).isEqualTo(FrameRate.of(15));
        assertThat(rendering.facts.frames()).isEqualTo(film.frames);
        assertThat(numbers(rendering.encodePictures()))
                .containsExactlyElementsOf(
                        IntStream.range(0, film.frames).map(n -> 2 * n).boxed().toList());
    }

    /** Two fields would show two bars, six pixels apart at the edges. */
    @Test
    void makesAPosterOfOneInstant() throws Exception {
        var film = film("mpegts", "mpeg2video").interlaced(true).make();
        var facts = SourceProbe.probe(film.toString(), event -> {});
        var size = facts.video().display();

        PosterMaker.make(
                new Job.MakePosters(
                        film.toString(), folder.toString(), facts.video(), facts.seekable(), List.of(), List.of(size)),
                event -> {});

        var image = ImageIO.read(folder.resolve(size.width() + ".jpg").toFile());
        for (int x = 0; x < size.width(); x++) {
            int one = image.getRGB(x, 60) & 0xff;
            int next = image.getRGB(x, 61) & 0xff;
            assertThat(Math.abs(one - next)).as("lines at %d", x).isLessThan(40);
        }
    }

    @Test
    void leavesWholePicturesThatAreCalledFieldsAsTheyAre() throws Exception {
        var film = film("mpegts", "mpeg2video").size(320, 576).falselyFlagged();
        var rendering = Rendering.of(film.make(), folder, GOP, 2);

        assertThat(rendering.facts.video().interlacing()).isNull();
        assertThat(rendering.facts.frames()).isEqualTo(film.frames);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void doesNotTouchWholePictures(String name, SampleFilm film) {
        var facts = SourceProbe.probe(film.make().toString(), event -> {});

        assertThat(facts.video().interlacing()).isNull();
        assertThat(facts.frames()).isEqualTo(film.frames);
    }

    static Stream<Arguments> doesNotTouchWholePictures() {
        return Stream.of(
                arguments("MPEG-2", film("mpegts", "mpeg2video").size(320, 576)),
                arguments("H.264", film("mpegts", "libx264").size(320, 480)),
                arguments(
                        "ProRes",
                        film("mov", "prores_ks")
                                .size(320, 480)
                                .pixelFormat("yuv422p10le")
                                .bFrames(0)));
    }

    private static List<Integer> numbers(Rendering rendering) {
        var rung = rendering.rungs.get(0);
        return Pictures.luma(rendering.joined(rung.name())).stream()
                .map(luma -> FieldNumber.read(luma, rung.size().width()))
                .toList();
    }

    private static double difference(Rendering one, Rendering other, String rung, int segment) {
        List<byte[]> a = Pictures.luma(one.joined(rung, segment));
        List<byte[]> b = Pictures.luma(other.joined(rung, segment));
        assertThat(a).hasSameSizeAs(b);
        double worst = 0;
        for (int i = 0; i < a.size(); i++) {
            worst = Math.max(worst, average(a.get(i), b.get(i)));
        }
        return worst;
    }

    private static double average(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }

    private static SampleFilm film(String container, String encoder) {
        return SampleFilm.in(container)
                .encoder(encoder)
                .size(320, 240)
                .frames(61)
                .gop(12);
    }
}
