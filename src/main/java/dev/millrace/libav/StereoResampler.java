package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
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

/** Turns decoded sound of any rate, layout and format into stereo float samples at one rate. */
final class StereoResampler implements AutoCloseable {

    /** Receives converted samples; the arrays are reused after the call. */
    interface Samples {
        void accept(float[] left, float[] right, int count);
    }

    private final int sampleRate;
    private final Samples downstream;
    private final AVChannelLayout stereo = new AVChannelLayout();
    private final AVFrame output = av_frame_alloc();

    private SwrContext context;
    private int inputRate;
    private int inputFormat = -1;
    private int inputChannels;
    private float[] left = new float[0];
    private float[] right = new float[0];

    StereoResampler(int sampleRate, Samples downstream) {
        this.sampleRate = sampleRate;
        this.downstream = downstream;
        av_channel_layout_default(stereo, 2);
    }

    /** Output samples that are still inside and belong before the next input; a filter holds parts of samples, too. */
    double delay() {
        return context == null ? 0 : (double) swr_get_delay(context, (long) inputRate * sampleRate) / inputRate;
    }

    void accept(AVFrame sound) {
        if (sound.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            int channels = sound.ch_layout().nb_channels();
            av_channel_layout_default(sound.ch_layout(), channels);
        }
        if (changed(sound)) {
            open(sound);
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
        av_channel_layout_uninit(stereo);
        stereo.deallocate();
    }

    private boolean changed(AVFrame sound) {
        return sound.sample_rate() != inputRate
                || sound.format() != inputFormat
                || sound.ch_layout().nb_channels() != inputChannels;
    }

    private void open(AVFrame sound) {
        if (context != null) {
            swr_free(context);
        }
        inputRate = sound.sample_rate();
        inputFormat = sound.format();
        inputChannels = sound.ch_layout().nb_channels();
        context = new SwrContext(null);
        check(
                swr_alloc_set_opts2(
                        context,
                        stereo,
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
        if (inputChannels == 1) { // both sides as loud as the one was; libav would take 3 dB away
            av_opt_set_double(context, "rematrix_volume", Math.sqrt(2), 0);
        }
        check(swr_init(context), "open resampler");
    }

    private void convert(AVFrame soundOrNull) {
        av_frame_unref(output);
        output.format(AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate).ch_layout(stereo);
        check(swr_convert_frame(context, output, soundOrNull), "resample");
        int count = output.nb_samples();
        if (count == 0) {
            return;
        }
        if (left.length < count) {
            left = new float[count];
            right = new float[count];
        }
        new FloatPointer(output.data(0)).get(left, 0, count);
        new FloatPointer(output.data(1)).get(right, 0, count);
        downstream.accept(left, right, count);
    }
}
