package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avformat.AVPROBE_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.AVPROBE_SCORE_MAX;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.javacpp.BytePointer;

/** What a file that could not be opened looks like: tells a damaged film from a file that never was one. */
final class FormatGuess {

    private static final int BYTES = 1 << 16;
    private static final List<String> ADVERTISED = List.of(Whitelists.FORMATS.split(","));

    private FormatGuess() {}

    /** Whether the file's first bytes are those of a container that we take. Only looks; opens nothing else. */
    static boolean looksLikeFilm(String path) {
        try (var in = Files.newInputStream(Path.of(path));
                var data = new AVProbeData();
                var score = new org.bytedeco.javacpp.IntPointer(1)) {
            var bytes = in.readNBytes(BYTES);
            try (var buffer = new BytePointer(Arrays.copyOf(bytes, bytes.length + AVPROBE_PADDING_SIZE))) {
                data.buf(buffer).buf_size(bytes.length);
                var format = av_probe_input_format2(data, 1, score.put(AVPROBE_SCORE_MAX / 2));
                return format != null
                        && Arrays.stream(format.name().getString().split(",")).anyMatch(ADVERTISED::contains);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the file is a WebP picture, still or moving: RIFF, four bytes of length, WEBP. */
    static boolean isWebP(String path) {
        try (var in = Files.newInputStream(Path.of(path))) {
            var head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            return head.startsWith("RIFF") && head.endsWith("WEBP");
        } catch (IOException e) {
            return false;
        }
    }
}
