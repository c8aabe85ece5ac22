package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_AAC_LOW;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Encodes blocks of 1024 samples to AAC-LC packets, whose times are samples from the origin. */
final class AacEncoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final Consumer<AVPacket> downstream;

    /**
     * @param channels 2, or 6 for 5.1 in libav's order: left, right, centre, LFE, left and right surround
     */
    AacEncoder(int channels, int sampleRate, long bitRate, Consumer<AVPacket> downstream) {
        this.downstream = downstream;
        var codec = avcodec_find_encoder_by_name("aac");
        context = avcodec_alloc_context3(codec)
                .sample_fmt(AV_SAMPLE_FMT_FLTP)
                .sample_rate(sampleRate)
                .bit_rate(bitRate)
                .profile(AV_PROFILE_AAC_LOW)
                .time_base(av_make_q(1, sampleRate));
        av_channel_layout_default(context.ch_layout(), channels);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(context, codec, (org.bytedeco.javacpp.PointerPointer<?>) null), "open AAC encoder");
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate).nb_samples(context.frame_size());
        av_channel_layout_default(frame.ch_layout(), channels);
        check(av_frame_get_buffer(frame, 0), "allocate sound frame");
    }

    AVCodecContext context() {
        return context;
    }

    /** Encodes one block that begins at the given sample. */
    void accept(long firstSample, float[][] channels) {
        check(av_frame_make_writable(frame), "reuse sound frame");
        for (int i = 0; i < channels.length; i++) {
            new FloatPointer(frame.data(i)).put(channels[i], 0, channels[i].length);
        }
        frame.pts(firstSample);
        send(frame);
    }

    void drain() {
        send(null);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }

    private void send(AVFrame frameOrNull) {
        check(avcodec_send_frame(context, frameOrNull), "encode sound");
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result, "receive sound packet");
            downstream.accept(packet);
            av_packet_unref(packet);
        }
    }
}
