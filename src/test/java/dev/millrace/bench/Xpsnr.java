package dev.millrace.bench;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How near a rendition comes to its source as people see it, in decibels, by the {@code xpsnr} filter of the ffmpeg
 * program of the presets' build; Debian's has none.
 */
record Xpsnr(double y, double u, double v) {

    private static final Pattern SAID = Pattern.compile("XPSNR +y: *([0-9.]+) +u: *([0-9.]+) +v: *([0-9.]+)");

    static Xpsnr of(OneFfmpeg program, Path rendition, Path source, FrameRate rate, Resolution size)
            throws IOException, InterruptedException {
        var words = program.said(command(program, rendition, source, rate, size));
        var found = SAID.matcher(words);
        if (!found.find()) {
            throw new IllegalStateException("no XPSNR in: " + words);
        }
        return new Xpsnr(
                Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(3)));
    }

    /** Pictures are paired by their number, so that no shift of a container's clock can pair others. */
    static List<String> command(OneFfmpeg program, Path rendition, Path source, FrameRate rate, Resolution size) {
        var numbered = "settb=%d/%d,setpts=N".formatted(rate.denominator(), rate.numerator());
        var filters =
                "[0:v:0]%1$s[made];[1:v:0]%1$s,scale=%2$d:%3$d:flags=bicubic:out_color_matrix=bt709:out_range=limited,"
                                .formatted(numbered, size.width(), size.height())
                        + "format=yuv420p,setsar=1[source];[made][source]xpsnr";
        return List.of(
                program.program().toString(),
                "-nostdin",
                "-hide_banner",
                "-nostats",
                "-i",
                rendition.toString(),
                "-i",
                source.toString(),
                "-filter_complex",
                filters,
                "-f",
                "null",
                "-");
    }

    /** The plane that differs most. */
    double distance(Xpsnr other) {
        return Math.max(Math.abs(y - other.y), Math.max(Math.abs(u - other.u), Math.abs(v - other.v)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f/%.3f/%.3f dB", y, u, v);
    }
}
