package dev.millrace.service;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Films as cameras, editing programs, broadcasters, browsers and phones make them, two or three seconds long. */
final class IngestFilms {

    /** Seconds before the clock of MPEG-TS begins anew: 2^33 ticks of 90 kHz. */
    private static final String BEFORE_THE_WRAP = "95442.2";

    private IngestFilms() {}

    static Path proRes() {
        return film(
                "prores.mov", pictures(320, 240, "25", 2), "-c:v", "prores_ks", "-profile:v", "2", "-c:a", "pcm_s16le");
    }

    static Path dnxHd() {
        return film(
                "dnxhr.mov",
                pictures(320, 240, "24000/1001", 2),
                "-c:v",
                "dnxhd",
                "-profile:v",
                "dnxhr_lb",
                "-pix_fmt",
                "yuv422p",
                "-c:a",
                "pcm_s16le");
    }

    static Path programStream() {
        return film("dvd.mpg", pictures(320, 240, "25", 3), "-c:v", "mpeg2video", "-bf", "2", "-c:a", "mp2");
    }

    static Path telecined() {
        return film(
                "telecined.ts",
                pictures(320, 240, "24000/1001", 3),
                "-vf",
                "telecine",
                "-c:v",
                "mpeg2video",
                "-c:a",
                "mp2");
    }

    static Path wrapping() {
        return film(
                "wrapping.ts", pictures(320, 240, "25", 3), "-c:v", "libx264", "-output_ts_offset", BEFORE_THE_WRAP);
    }

    /** Two recordings behind one another: the clock jumps back. */
    static Path joined() {
        var first = film("joined-1.ts", pictures(320, 240, "25", 2), "-c:v", "libx264", "-output_ts_offset", "600");
        var second = film("joined-2.ts", pictures(320, 240, "25", 2), "-c:v", "libx264", "-output_ts_offset", "20");
        var both = new ByteArrayOutputStream();
        both.writeBytes(Films.read(first));
        both.writeBytes(Films.read(second));
        return Films.write("joined.ts", both.toByteArray());
    }

    /** Without length and index, in milliseconds, as {@code MediaRecorder} writes it. */
    static Path browserRecording() {
        return film(
                "recording.webm",
                pictures(320, 240, "30", 3),
                "-c:v",
                "libvpx",
                "-deadline",
                "realtime",
                "-c:a",
                "libopus",
                "-live",
                "1");
    }

    static Path hdr10() {
        return film(
                "hdr10.mp4",
                pictures(320, 240, "25", 1),
                "-pix_fmt",
                "yuv420p10le",
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-x265-params",
                "log-level=none:hdr10=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc",
                "-color_primaries",
                "bt2020",
                "-color_trc",
                "smpte2084",
                "-colorspace",
                "bt2020nc");
    }

    static Path oddSize() {
        return film("odd.mkv", pictures(321, 243, "30", 2), "-pix_fmt", "yuv444p", "-c:v", "libx264");
    }

    static Path surround() {
        return film(
                "surround.mkv",
                pictures(320, 240, "25", 2),
                "-c:v",
                "libx264",
                "-c:a",
                "flac",
                "-ar",
                "96000",
                "-ac",
                "8");
    }

    static Path aviWithBFrames() {
        return film("b-frames.avi", pictures(320, 240, "25", 2), "-c:v", "mpeg4", "-bf", "2", "-c:a", "mp3");
    }

    static Path onePicture() {
        return Films.make(
                "one.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=25",
                "-frames:v",
                "1",
                "-pix_fmt",
                "yuv420p");
    }

    /** The first of two halves of a download. */
    static Path endsEarly() {
        var whole = Films.read(film("whole.mkv", pictures(320, 240, "25", 4), "-c:v", "libx264", "-g", "25"));
        return Films.write("half.mkv", Arrays.copyOf(whole, whole.length / 2));
    }

    /** A slide every second for three hours. */
    static Path threeHours() {
        return Films.make(
                "three-hours.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=128x72:rate=1:duration=10800",
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-g",
                "20");
    }

    private static List<String> pictures(int width, int height, String rate, int seconds) {
        return List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=%dx%d:rate=%s:duration=%d".formatted(width, height, rate, seconds),
                "-f",
                "lavfi",
                "-i",
                "sine=duration=" + seconds);
    }

    /** Pictures that go with everything unless an option says otherwise. */
    private static Path film(String name, List<String> pictures, String... options) {
        var arguments = new ArrayList<>(pictures);
        arguments.addAll(List.of(options));
        if (!arguments.contains("-pix_fmt") && !arguments.contains("prores_ks")) {
            arguments.addAll(List.of("-pix_fmt", "yuv420p"));
        }
        return Films.make(name, arguments.toArray(String[]::new));
    }
}
