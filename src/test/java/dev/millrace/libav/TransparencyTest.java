package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.libav.ColourScience.Matrix;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Through what is transparent one sees white. */
class TransparencyTest {

    /** Red: not there on the left, half there in the middle, opaque on the right. */
    private static final String RED = "format=rgba,geq=r=255:g=0:b=0:a='if(lt(X,W/3),0,if(lt(X,2*W/3),128,255))'";

    @TempDir
    Path folder;

    static Stream<Arguments> films() {
        return Stream.of(
                arguments("PNG in QuickTime", film("mov", "png", "rgba")),
                arguments("Animation in QuickTime", film("mov", "qtrle", "argb")),
                arguments("ProRes 4444", film("mov", "prores_ks", "yuva444p10le")),
                arguments("APNG", film("apng", "apng", "rgba")),
                arguments("lossless of 16 bits", film("matroska", "ffv1", "rgba64le")),
                arguments("VP9 in WebM", film("webm", "libvpx-vp9", "yuva420p").encoding("auto-alt-ref", "0")),
                arguments("VP8 in WebM", film("webm", "libvpx", "yuva420p").encoding("auto-alt-ref", "0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void showsWhiteBehindThePicture(String name, SampleFilm film) throws Exception {
        var rendering = Rendering.of(film.make(), folder, 25, 1).encodePictures();

        assertThat(rendering.facts.frames()).isEqualTo(film.frames);
        var seen = colours(rendering.joined(rendering.rungs.get(0).name()));
        assertThat(seen[0]).containsExactly(new double[] {1, 1, 1}, within(0.05));
        assertThat(seen[1]).containsExactly(new double[] {1, 0.5, 0.5}, within(0.06));
        assertThat(seen[2]).containsExactly(new double[] {1, 0, 0}, within(0.06));
    }

    private static double[][] colours(Path file) {
        var seen = new double[3][];
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}));
                var decoder = new Decoder(source.stream(0), 1, picture -> {
                    for (int i = 0; i < 3; i++) {
                        seen[i] = at(picture, (2 * i + 1) * picture.width() / 6, picture.height() / 2);
                    }
                })) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                decoder.accept(packet);
            }
            decoder.drain();
        }
        return seen;
    }

    private static double[] at(AVFrame picture, int x, int y) {
        double luma = number(picture, 0, x, y) - 16;
        double blue = number(picture, 1, x / 2, y / 2) - 128;
        double red = number(picture, 2, x / 2, y / 2) - 128;
        return Matrix.BT709.toRgb(new double[] {luma / 219, blue / 224, red / 224});
    }

    private static int number(AVFrame picture, int plane, int x, int y) {
        return picture.data(plane).get((long) y * picture.linesize(plane) + x) & 0xff;
    }

    private static SampleFilm film(String container, String encoder, String pixelFormat) {
        return SampleFilm.in(container)
                .encoder(encoder)
                .pixelFormat(pixelFormat)
                .bFrames(0)
                .frames(3)
                .filtered(RED);
    }
}
