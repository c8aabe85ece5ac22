package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_NATIVE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Turns decoded sound of any rate, layout and format into float samples of one rate and layout.
 *
 * <p>Fewer channels are made with the usual weights (ITU-R BS.775: centre and surrounds at -3 dB, no LFE), all scaled so
 * that full channels do not clip in their sum. A layout that is unknown, or that nobody listens to, such as a single
 * channel marked as the left one, counts as the usual one of as many channels.
 */
final class SoundResampler implements AutoCloseable {

    /** Receives converted samples, channel by channel; the arrays are reused after the call. */
    interface Samples {
        void accept(float[][] channels, int count);
    }

    private final int sampleRate;
    private final Samples downstream;
    private final AVChannelLayout layout = new AVChannelLayout();
    private final AVChannelLayout seen = new AVChannelLayout();
    private final AVFrame output = av_frame_alloc();
    private final float[][] samples;

    private SwrContext context;
    private int inputRate;
    private int inputFormat = -1;
    private boolean asUsual;

    /**
     * @param channels 1, 2, or 6 for 5.1
     */
    SoundResampler(int channels, int sampleRate, Samples downstream) {
        this.sampleRate = sampleRate;
        this.downstream = downstream;
        this.samples = new float[channels][0];
        av_channel_layout_default(layout, channels);
    }

    /** Output samples that are still inside and belong before the next input; a filter holds parts of samples, too. */
    double delay() {
        return context == null ? 0 : (double) swr_get_delay(context, (long) inputRate * sampleRate) / inputRate;
    }

    void accept(AVFrame sound) {
        if (changed(sound)) {
            adapt(sound);
        } else if (asUsual) {
            useUsualLayout(sound);
        }
        convert(sound);
    }

    void drain() {
        if (context != null) {
            convert(null);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            swr_free(context);
        }
        av_frame_free(output);
        av_channel_layout_uninit(layout);
        av_channel_layout_uninit(seen);
        layout.deallocate();
        seen.deallocate();
    }

    private boolean changed(AVFrame sound) {
        return sound.sample_rate() != inputRate
                || sound.format() != inputFormat
                || av_channel_layout_compare(seen, sound.ch_layout()) != 0;
    }

    private void adapt(AVFrame sound) {
        inputRate = sound.sample_rate();
        inputFormat = sound.format();
        check(av_channel_layout_copy(seen, sound.ch_layout()), "note sound layout");
        asUsual = sound.ch_layout().order() != AV_CHANNEL_ORDER_NATIVE || open(sound) < 0;
        if (asUsual) {
            useUsualLayout(sound);
            check(open(sound), "open resampler");
        }
    }

    private static void useUsualLayout(AVFrame sound) {
        int channels = sound.ch_layout().nb_channels();
        av_channel_layout_uninit(sound.ch_layout());
        av_channel_layout_default(sound.ch_layout(), channels);
    }

    private int open(AVFrame sound) {
        if (context != null) {
            swr_free(context);
        }
        context = new SwrContext(null);
        check(
                swr_alloc_set_opts2(
                        context,
                        layout,
                        AV_SAMPLE_FMT_FLTP,
                        sampleRate,
                        sound.ch_layout(),
                        inputFormat,
                        inputRate,
                        0,
                        null),
                "make resampler");
        // a downmix must not clip: float output is not normalised by default
        av_opt_set_double(context, "rematrix_maxval", 1, 0);
        if (sound.ch_layout().nb_channels() == 1 && samples.length == 2) {
            // both sides as loud as the one was; libav would take 3 dB away
            av_opt_set_double(context, "rematrix_volume", Math.sqrt(2), 0);
        }
        return swr_init(context);
    }

    private void convert(AVFrame soundOrNull) {
        av_frame_unref(output);
        output.format(AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate).ch_layout(layout);
        check(swr_convert_frame(context, output, soundOrNull), "resample");
        int count = output.nb_samples();
        if (count == 0) {
            return;
        }
        for (int i = 0; i < samples.length; i++) {
            if (samples[i].length < count) {
                samples[i] = new float[count];
            }
            new FloatPointer(output.data(i)).get(samples[i], 0, count);
        }
        downstream.accept(samples, count);
    }
}
