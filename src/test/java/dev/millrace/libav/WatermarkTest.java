package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.job.Job;
import dev.millrace.job.Overlay;
import dev.millrace.media.Resolution;
import dev.millrace.media.Watermark;
import dev.millrace.media.Watermark.Corner;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images over pictures, measured in what was encoded: where they are, and which numbers they have there. */
class WatermarkTest {

    /** In each number; the encoder is not exact. */
    private static final double LEVELS = 3;

    /** Y′, Cb, Cr of BT.709 in limited range, by ITU-R BT.709-6. */
    private static final double[] RED = {62.6, 102.3, 240};

    private static final double[] BLUE = {31.8, 240, 117.7};

    /** The paint of all films here. */
    private static final double[] GREY = {126, 128, 128};

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @ParameterizedTest
    @EnumSource(Corner.class)
    void isAtItsPlaceInAllPicturesOfAllRungs(Corner corner) throws Exception {
        var rendering = encoded(
                grey("mp4").frames(100).make(),
                overlay(image(100, 100, Color.RED, Color.RED), new Watermark(corner, 50, 20)));

        assertThat(rendering.timeline.chunks()).hasSize(2);
        assertThat(rendering.rungs).hasSize(3);
        for (var rung : rendering.rungs) {
            var pictures = decoded(rendering.joined(rung.name()));
            assertThat(pictures).hasSize(100);
            for (var picture : pictures) {
                for (var place : Corner.values()) {
                    near(picture.at(middle(place)), place == corner ? half(RED) : GREY);
                }
            }
        }
    }

    static Stream<SampleFilm> films() {
        return Stream.of(
                grey("mov").turned(0, 1, -1, 0),
                grey("mov").turned(-1, 0, 0, -1),
                grey("mp4").encoder("ffv1").size(639, 479).bFrames(0),
                grey("mpegts").encoder("mpeg2video").interlaced(true),
                grey("mp4").pixels(4, 3),
                grey("matroska").encoder("ffv1").pixelFormat("yuv444p10le").bFrames(0));
    }

    @ParameterizedTest
    @MethodSource("films")
    void standsUprightOnPicturesOfAnyKind(SampleFilm film) throws Exception {
        var mark = new Watermark(Corner.CENTRE, 100, 20);
        var rendering = encoded(film.make(), overlay(image(100, 100, Color.RED, Color.BLUE), mark));

        for (var rung : rendering.rungs) {
            double part = 0.05 * rung.size().width() / rung.size().height();
            var picture = decoded(rendering.joined(rung.name())).get(0);
            near(picture.at(new double[] {0.5, 0.5 - part}), RED);
            near(picture.at(new double[] {0.5, 0.5 + part}), BLUE);
            near(picture.at(new double[] {0.35, 0.5}), GREY);
        }
    }

    @Test
    void aPosterShowsItToo() throws Exception {
        var source = grey("mp4").frames(6).make();
        var facts = SourceProbe.probe(source.toString(), e -> {});
        var mark = new Watermark(Corner.TOP_RIGHT, 100, 20);
        PosterMaker.make(
                new Job.MakePosters(
                        source.toString(),
                        folder.toString(),
                        facts.video(),
                        facts.seekable(),
                        facts.seekPoints(),
                        List.of(new Resolution(320, 240), new Resolution(640, 480)),
                        overlay(image(100, 100, Color.RED, Color.RED), mark)),
                e -> {});

        for (int width : new int[] {320, 640}) {
            var jpeg = Images.read(folder.resolve(width + ".jpg"));
            try (var webp = WatermarkImage.open(folder.resolve(width + ".webp").toString())) {
                var size = new Resolution(jpeg.getWidth(), jpeg.getHeight());
                var pixels = webp.scaled(size);
                int x = (int) (middle(Corner.TOP_RIGHT)[0] * size.width());
                int y = (int) (middle(Corner.TOP_RIGHT)[1] * size.height());
                int at = y * size.width() + x;
                near(
                        new double[] {pixels.red()[at] & 255, pixels.green()[at] & 255, pixels.blue()[at] & 255},
                        new double[] {255, 0, 0},
                        8);
                var colour = new Color(jpeg.getRGB(x, y));
                near(new double[] {colour.getRed(), colour.getGreen(), colour.getBlue()}, new double[] {255, 0, 0}, 8);
                assertThat(new Color(jpeg.getRGB(size.width() / 2, size.height() / 2)).getRed())
                        .isCloseTo(128, within(4));
            }
        }
    }

    @Test
    void coloursUnderWhatIsTransparentDoNotComeOut() throws Exception {
        var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                boolean solid = x >= 100 && x < 300;
                image.setRGB(x, y, solid ? 0xff808080 : 0x0000ff00); // on grey, grey is nothing
            }
        }
        var stamp = Stamp.of(
                overlay(written(image, "png"), new Watermark(Corner.CENTRE, 100, 20)),
                new Resolution(640, 480),
                new Resolution(640, 480),
                Stamp.Numbers.BT709_LIMITED);

        var picture = flat(640, 480, GREY);
        stamp.on(picture);

        for (int x = 240; x < 400; x++) {
            near(at(picture, x, 240), GREY, 1.5);
        }
    }

    @Test
    void halfTransparentPixelsCountHalf() throws Exception {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, 0x80ff0000);
        }
        var stamp = Stamp.of(
                overlay(written(image, "png"), new Watermark(Corner.CENTRE, 100, 20)),
                new Resolution(640, 480),
                new Resolution(640, 480),
                Stamp.Numbers.BT709_LIMITED);
        var picture = flat(640, 480, GREY);

        stamp.on(picture);

        near(at(picture, 320, 240), half(RED), 1.5);
        near(at(picture, 20, 20), GREY, 0);
    }

    @Test
    void whoElseHasThePictureKeepsItAsItIs() throws Exception {
        var stamp = Stamp.of(
                overlay(image(64, 64, Color.RED, Color.RED), new Watermark(Corner.CENTRE, 100, 20)),
                new Resolution(640, 480),
                new Resolution(640, 480),
                Stamp.Numbers.BT709_LIMITED);
        var picture = flat(640, 480, GREY);
        var same = org.bytedeco.ffmpeg.global.avutil.av_frame_clone(picture);

        stamp.on(same);

        near(at(picture, 320, 240), GREY, 0);
        near(at(same, 320, 240), RED, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp", "gray.png", "indexed.png"})
    void readsImagesOfTheseKinds(String kind) throws Exception {
        var path = kind.startsWith("webp") ? webp(kind) : written(shades(kind), kind.endsWith("jpg") ? "jpg" : "png");

        try (var image = WatermarkImage.open(path.toString())) {
            var pixels = image.scaled(new Resolution(64, 64));

            assertThat(pixels.alpha()[64 * 32 + 8] & 255).isEqualTo(255);
            assertThat(pixels.red()[64 * 32 + 8] & 255).isCloseTo(200, within(4));
            assertThat(pixels.red()[64 * 32 + 56] & 255).isCloseTo(40, within(4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp"})
    void refusesAnImageThatIsCutOff(String kind) throws Exception {
        var whole = kind.equals("webp") ? webp("webp") : written(shades("noise"), kind);
        var bytes = Files.readAllBytes(whole);
        var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length * 2 / 3));

        refused(cut);
    }

    @Test
    void refusesWhatIsNoImage() throws Exception {
        refused(Files.writeString(folder.resolve("text"), "#EXTM3U\nfile:///etc/passwd"));
        refused(Files.write(folder.resolve("empty"), new byte[0]));
        refused(Files.writeString(folder.resolve("svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>"));
        refused(Files.write(folder.resolve("head"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}));
        refused(written(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "gif"));
        refused(folder.resolve("missing"));
    }

    @Test
    void refusesTooLargeAnImage() throws Exception {
        refused(written(new BufferedImage(4097, 3, BufferedImage.TYPE_BYTE_GRAY), "png"));
        refused(written(new BufferedImage(5000, 5000, BufferedImage.TYPE_BYTE_BINARY), "png"));
        WatermarkImage.verify(written(new BufferedImage(4096, 4096, BufferedImage.TYPE_BYTE_BINARY), "png")
                .toString());
    }

    @Test
    void randomBytesBehindARightBeginningAreRefusedOrRead() throws Exception {
        var random = new java.util.Random(26);
        for (var kind : List.of("png", "jpg", "webp")) {
            var good = Files.readAllBytes(kind.equals("webp") ? webp("webp") : written(shades("noise"), kind));
            for (int i = 0; i < 60; i++) {
                var bad = good.clone();
                for (int n = 0; n < 1 + i % 8; n++) {
                    bad[12 + random.nextInt(bad.length - 12)] = (byte) random.nextInt();
                }
                var path = Files.write(folder.resolve("bad"), bad);
                try (var image = WatermarkImage.open(path.toString())) {
                    assertThat(image.scaled(new Resolution(16, 16)).alpha()).hasSize(256);
                } catch (SourceException e) {
                    assertThat(e.code()).isEqualTo("watermark_unreadable");
                }
            }
        }
    }

    private static void refused(Path image) {
        assertThatThrownBy(() -> WatermarkImage.verify(image.toString()))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.code()).isEqualTo("watermark_unreadable"));
    }

    private Rendering encoded(Path film, Overlay overlay) throws InterruptedException {
        var rendering = Rendering.of(film, folder, 25, 2);
        for (var chunk : rendering.timeline.chunks()) {
            var job = rendering.job(chunk);
            VideoChunk.encode(
                    new Job.EncodeVideo(
                            job.source(),
                            job.output(),
                            job.track(),
                            job.seeking(),
                            job.seekPoints(),
                            job.grid(),
                            job.segments(),
                            job.rungs(),
                            job.preset(),
                            job.threads(),
                            overlay),
                    rendering::hear,
                    () -> false);
        }
        return rendering;
    }

    private static SampleFilm grey(String container) {
        return SampleFilm.in(container).size(640, 480).frames(12).filtered("drawbox=color=0x808080:t=fill");
    }

    private static Overlay overlay(Path image, Watermark watermark) {
        return new Overlay(image.toString(), watermark);
    }

    /** The middle of a mark as wide as a fifth and as high, in parts of a picture of 4:3. */
    private static double[] middle(Corner corner) {
        double x = 14 / 640.0 + 0.1;
        double y = 14 / 480.0 + 64 / 480.0;
        return switch (corner) {
            case TOP_LEFT -> new double[] {x, y};
            case TOP_RIGHT -> new double[] {1 - x, y};
            case BOTTOM_LEFT -> new double[] {x, 1 - y};
            case BOTTOM_RIGHT -> new double[] {1 - x, 1 - y};
            case CENTRE -> new double[] {0.5, 0.5};
        };
    }

    private static double[] half(double[] colour) {
        var mixed = new double[3];
        Arrays.setAll(mixed, i -> (colour[i] + GREY[i]) / 2);
        return mixed;
    }

    private static void near(double[] found, double[] wanted) {
        near(found, wanted, LEVELS);
    }

    private static void near(double[] found, double[] wanted, double levels) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i])
                    .as("number %d of %s", i, Arrays.toString(found))
                    .isCloseTo(wanted[i], within(levels));
        }
    }

    /** Upper half and lower half. */
    private Path image(int width, int height, Color upper, Color lower) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (y < height / 2 ? upper : lower).getRGB());
            }
        }
        return written(image, "png");
    }

    /** Light on the left, dark on the right. */
    private static BufferedImage shades(String kind) {
        int type = kind.startsWith("gray")
                ? BufferedImage.TYPE_BYTE_GRAY
                : kind.startsWith("indexed") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_INT_RGB;
        var image = new BufferedImage(128, 128, type);
        var random = new java.util.Random(1);
        var graphics = image.createGraphics();
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 128; x++) {
                int shade = kind.equals("noise") ? random.nextInt(256) : x < 64 ? 200 : 40;
                if (kind.startsWith("gray")) {
                    image.getRaster().setSample(x, y, 0, shade);
                } else {
                    graphics.setColor(new Color(shade, shade, shade));
                    graphics.fillRect(x, y, 1, 1);
                }
            }
        }
        graphics.dispose();
        return image;
    }

    private Path written(BufferedImage image, String format) throws IOException {
        var file = folder.resolve("mark-" + Files.list(folder).count() + "." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private Path webp(String kind) throws IOException {
        var file = folder.resolve(kind);
        try (var png = WatermarkImage.open(written(shades(kind), "png").toString());
                var chain = new FilterChain(
                        "format=yuv420p", frame -> ImageWriter.write(frame, ImageWriter.Format.WEBP, file))) {
            chain.accept(png.picture());
        }
        return file;
    }

    private record Shown(int width, int height, byte[][] planes) {

        /** Y′, Cb and Cr around a place, which is said in parts of the picture. */
        double[] at(double[] place) {
            var found = new double[3];
            for (int plane = 0; plane < 3; plane++) {
                int w = plane == 0 ? width : width / 2;
                int h = plane == 0 ? height : height / 2;
                int x = (int) Math.round(place[0] * w);
                int y = (int) Math.round(place[1] * h);
                for (int i = 0; i < 16; i++) {
                    found[plane] += (planes[plane][(y - 2 + i / 4) * w + x - 2 + i % 4] & 255) / 16.0;
                }
            }
            return found;
        }
    }

    private static List<Shown> decoded(Path file) {
        var pictures = new ArrayList<Shown>();
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}));
                var decoder = new Decoder(source.stream(0), 1, frame -> pictures.add(shown(frame)))) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                decoder.accept(packet);
            }
            decoder.drain();
        }
        return pictures;
    }

    private static Shown shown(AVFrame frame) {
        var planes = new byte[3][];
        for (int plane = 0; plane < 3; plane++) {
            int width = plane == 0 ? frame.width() : frame.width() / 2;
            int height = plane == 0 ? frame.height() : frame.height() / 2;
            planes[plane] = new byte[width * height];
            var data = frame.data(plane);
            for (int y = 0; y < height; y++) {
                data.position((long) y * frame.linesize(plane)).get(planes[plane], y * width, width);
            }
        }
        return new Shown(frame.width(), frame.height(), planes);
    }

    private static double[] at(AVFrame frame, int x, int y) {
        var found = new double[3];
        for (int plane = 0; plane < 3; plane++) {
            int step = plane == 0 ? 1 : 2;
            found[plane] = frame.data(plane).get((long) (y / step) * frame.linesize(plane) + x / step) & 255;
        }
        return found;
    }

    private static AVFrame flat(int width, int height, double[] colour) {
        var frame = org.bytedeco
                .ffmpeg
                .global
                .avutil
                .av_frame_alloc()
                .width(width)
                .height(height)
                .format(org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P);
        Libav.check(org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer(frame, 0), "make picture");
        for (int plane = 0; plane < 3; plane++) {
            long size = (long) frame.linesize(plane) * (plane == 0 ? height : height / 2);
            for (long i = 0; i < size; i++) {
                frame.data(plane).put(i, (byte) colour[plane]);
            }
        }
        return frame;
    }
}
