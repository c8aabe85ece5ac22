package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** The native libraries as a whole: loading, limits, what this build can do. */
public final class Libav {

    private static final List<String> NEEDED_ENCODERS = List.of("libx264", "aac", "mjpeg", "libwebp", "libwebp_anim");
    private static final long LARGEST_ALLOCATION = 512L << 20;
    private static final int ERROR_WORDS = 128;

    private Libav() {}

    /** Loads everything this product uses and sets the limits for untrusted input. {@code avdevice} is never loaded. */
    public static void load() {
        Loader.load(avutil.class);
        Loader.load(avfilter.class);
        av_log_set_level(AV_LOG_FATAL);
        av_max_alloc(LARGEST_ALLOCATION);
    }

    /** Version of the media library, such as {@code 8.1.2}. */
    public static String version() {
        return av_version_info().getString();
    }

    /** Names of the encoders this product needs and this build has not. */
    public static List<String> missingEncoders() {
        return NEEDED_ENCODERS.stream()
                .filter(name -> avcodec_find_encoder_by_name(name) == null)
                .toList();
    }

    /** Turns a negative result into an exception; hands others through. */
    static int check(int result, String attempt) {
        if (result < 0) {
            throw new LibavException(attempt, result, words(result));
        }
        return result;
    }

    /** Options for one call. Owned by the caller: close after the call. */
    static AVDictionary options(String... keysAndValues) {
        var options = new AVDictionary(null);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            avutil.av_dict_set(options, keysAndValues[i], keysAndValues[i + 1], 0);
        }
        return options;
    }

    private static String words(int result) {
        var buffer = new byte[ERROR_WORDS];
        av_strerror(result, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }
}
