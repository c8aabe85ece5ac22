package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.job.Job;
import dev.millrace.libav.ColourScience.Matrix;
import dev.millrace.libav.ColourScience.Primaries;
import dev.millrace.libav.ColourScience.Transfer;
import dev.millrace.media.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Charts of known colours: what is shown of them is near what the standards say it should be, in CIE 1976 ΔE. */
class ColourTest {

    /** Just noticeable is about 2.3. */
    private static final double MEAN = 1.5;

    private static final double WORST = 4;

    @TempDir
    Path folder;

    static Stream<Arguments> charts() {
        var x265 = List.of("x265-params", "log-level=none:lossless=1");
        var hdr10 = List.of(
                "x265-params",
                "log-level=none:lossless=1:hdr10=1:max-cll=4000,400:master-display="
                        + "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(40000000,50)");
        var x264 = List.of("qp", "1");
        return Stream.of(
                arguments("HDR10 in HEVC, 4000 cd/m²", hdr("libx265", Transfer.PQ, hdr10), 4000),
                arguments("PQ in HEVC that says nothing of its peak", hdr("libx265", Transfer.PQ, x265), 1000),
                arguments("HLG in HEVC", hdr("libx265", Transfer.HLG, x265), 1000),
                arguments("PQ in AV1", hdr("libsvtav1", Transfer.PQ, List.of()), 1000),
                arguments(
                        "HLG in VP9",
                        new ColourChart(
                                "libvpx-vp9",
                                "yuv420p",
                                Primaries.BT2020,
                                Transfer.HLG,
                                Matrix.BT2020,
                                false,
                                true,
                                List.of()),
                        1000),
                arguments("BT.709", sdr("libx264", "yuv420p", Primaries.BT709, Matrix.BT709, false, x264), 0),
                arguments(
                        "BT.709 in 10 bits",
                        sdr("libx264", "yuv420p10le", Primaries.BT709, Matrix.BT709, false, x264),
                        0),
                arguments("full range", sdr("libx264", "yuvj420p", Primaries.BT709, Matrix.BT709, true, x264), 0),
                arguments(
                        "full range in 10 bits",
                        sdr("libx265", "yuv420p10le", Primaries.BT709, Matrix.BT709, true, x265),
                        0),
                arguments("full range 4:2:2", sdr("libx264", "yuvj422p", Primaries.BT709, Matrix.BT709, true, x264), 0),
                arguments(
                        "Motion JPEG",
                        sdr(
                                "mjpeg",
                                "yuvj420p",
                                Primaries.BT709,
                                Matrix.BT470BG,
                                true,
                                List.of("qmin", "1", "qmax", "1")),
                        0),
                arguments(
                        "BT.601 of 625 lines",
                        sdr("libx264", "yuv420p", Primaries.BT470BG, Matrix.BT470BG, false, x264),
                        0),
                arguments(
                        "BT.601 of 525 lines",
                        sdr("libx264", "yuv420p", Primaries.SMPTE170M, Matrix.SMPTE170M, false, x264),
                        0),
                arguments(
                        "SMPTE 240M", sdr("libx264", "yuv420p", Primaries.SMPTE170M, Matrix.SMPTE240M, false, x264), 0),
                arguments("FCC", sdr("libx264", "yuv420p", Primaries.BT709, Matrix.FCC, false, x264), 0),
                arguments(
                        "BT.2020 in SDR",
                        sdr("libx265", "yuv420p10le", Primaries.BT2020, Matrix.BT2020, false, x265),
                        0),
                arguments(
                        "P3 of phones",
                        sdr("libx265", "yuv420p10le", Primaries.DISPLAY_P3, Matrix.BT709, false, x265),
                        0),
                arguments(
                        "4:4:4 in 12 bits",
                        sdr("ffv1", "yuv444p12le", Primaries.BT709, Matrix.BT709, false, List.of()),
                        0),
                arguments(
                        "4:2:2 in 10 bits",
                        sdr("ffv1", "yuv422p10le", Primaries.BT709, Matrix.BT709, false, List.of()),
                        0),
                arguments("grey, limited range", sdr("libx264", "gray", Primaries.BT709, Matrix.BT709, false, x264), 0),
                arguments("grey, limited range, untagged", untagged("libx264", "gray", Matrix.BT709, x264), 0),
                arguments("grey, full range", sdr("ffv1", "gray", Primaries.BT709, Matrix.BT709, true, List.of()), 0),
                arguments(
                        "grey in 10 bits", sdr("ffv1", "gray10le", Primaries.BT709, Matrix.BT709, false, List.of()), 0),
                arguments("RGB", sdr("png", "rgb24", Primaries.BT709, Matrix.BT709, true, List.of()), 0),
                arguments("RGB in 10 bits", sdr("ffv1", "gbrp10le", Primaries.BT709, Matrix.BT709, true, List.of()), 0),
                arguments(
                        "linear RGB",
                        new ColourChart(
                                "ffv1",
                                "gbrp16le",
                                Primaries.BT709,
                                Transfer.LINEAR,
                                Matrix.BT709,
                                true,
                                true,
                                List.of()),
                        0),
                arguments("untagged and small", untagged("libx264", "yuv420p", Matrix.SMPTE170M, x264), 0),
                arguments("untagged RGB", untagged("ffv1", "bgr0", Matrix.BT709, List.of()), 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charts")
    void showsTheColoursOfTheSource(String name, ColourChart chart, int peakNits) throws Exception {
        var rendering = Rendering.of(chart.write(folder), folder, 25, 1).encodePictures();

        var made = decoded(rendering.joined(rendering.rungs.get(0).name()));

        var differences = differences(chart, peakNits, made);
        assertThat(differences.stream().mapToDouble(d -> d).average().orElseThrow())
                .isLessThan(MEAN);
        assertThat(differences).allSatisfy(d -> assertThat(d).isLessThan(WORST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charts")
    void makesPostersOfTheSameColours(String name, ColourChart chart, int peakNits) throws Exception {
        var source = chart.write(folder);
        var facts = SourceProbe.probe(source.toString(), event -> {});
        var size = new Resolution(chart.width(), chart.height());

        PosterMaker.make(
                new Job.MakePosters(
                        source.toString(),
                        folder.toString(),
                        facts.video(),
                        facts.seekable(),
                        List.of(),
                        List.of(size)),
                event -> {});

        var made = ColourChart.read(
                ImageIO.read(folder.resolve(size.width() + ".jpg").toFile()));
        var differences = differences(chart, peakNits, made);
        assertThat(differences.stream().mapToDouble(d -> d).average().orElseThrow())
                .isLessThan(MEAN);
    }

    @Test
    void saysWhatTheSourceHas() {
        var chart = (ColourChart) charts().findFirst().orElseThrow().get()[1];

        var colour = SourceProbe.probe(chart.write(folder).toString(), event -> {})
                .video()
                .colour();

        assertThat(colour.primaries()).isEqualTo("bt2020");
        assertThat(colour.transfer()).isEqualTo("smpte2084");
        assertThat(colour.matrix()).isEqualTo("bt2020nc");
        assertThat(colour.range()).isEqualTo("tv");
        assertThat(colour.peakNits()).isEqualTo(4000);
    }

    private static ColourChart hdr(String encoder, Transfer transfer, List<String> options) {
        return new ColourChart(encoder, "yuv420p10le", Primaries.BT2020, transfer, Matrix.BT2020, false, true, options);
    }

    private static ColourChart sdr(
            String encoder, String format, Primaries primaries, Matrix matrix, boolean full, List<String> options) {
        return new ColourChart(encoder, format, primaries, Transfer.SDR, matrix, full, true, options);
    }

    private static ColourChart untagged(String encoder, String format, Matrix matrix, List<String> options) {
        return new ColourChart(encoder, format, Primaries.BT709, Transfer.SDR, matrix, false, false, options);
    }

    private static List<Double> differences(ColourChart chart, int peakNits, List<double[]> made) {
        var differences = new ArrayList<Double>();
        var patches = chart.patches();
        for (int i = 0; i < patches.size(); i++) {
            var wanted = ColourScience.inBt709(patches.get(i), chart.primaries(), chart.transfer(), peakNits);
            differences.add(ColourScience.deltaE(made.get(i), wanted));
        }
        return differences;
    }

    /** The patches of the first picture of a file. */
    private static List<double[]> decoded(Path file) {
        var patches = new ArrayList<double[]>();
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}));
                var decoder = new Decoder(source.stream(0), 1, (AVFrame picture) -> {
                    if (patches.isEmpty()) {
                        patches.addAll(ColourChart.read(picture));
                    }
                })) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                decoder.accept(packet);
            }
            decoder.drain();
        }
        return patches;
    }
}
