package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes one track, picture or sound. Damaged packets are passed over and counted; only a decoder that takes nothing at
 * all is an error.
 */
final class Decoder implements Stage<AVPacket> {

    /** One packet does not hold so many bad pictures: the decoder is stuck. */
    private static final int MOST_ERRORS = 1_000;

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private final Consumer<AVFrame> downstream;

    private long damagedPackets;

    /**
     * @param threads for decoding, 1 or more
     * @param downstream borrows each decoded frame; its {@code pts} is the best known one, in the stream's ticks
     */
    Decoder(AVStream stream, int threads, Consumer<AVFrame> downstream) {
        this.downstream = downstream;
        var codec = decoder(stream);
        if (codec == null) {
            throw new SourceException("unsupported_codec", "This build cannot decode the file's codec.");
        }
        context = avcodec_alloc_context3(codec);
        var options = Libav.options(
                "codec_whitelist", Whitelists.CODECS, "max_pixels", Long.toString(SourceLimits.MOST_PIXELS));
        try {
            check(avcodec_parameters_to_context(context, stream.codecpar()), "copy stream parameters");
            context.pkt_timebase(stream.time_base()).thread_count(threads);
            check(
                    avcodec_open2(context, codec, options),
                    "open decoder " + codec.name().getString());
        } catch (LibavException e) {
            close();
            throw new SourceException(
                    "unsupported_codec",
                    "The file's codec (" + codec.name().getString() + ") is not one that Millrace decodes.");
        } finally {
            avutil.av_dict_free(options);
        }
    }

    /** In WebM what is transparent lies beside the picture; libav's own decoders pass it over. */
    private static AVCodec decoder(AVStream stream) {
        int id = stream.codecpar().codec_id();
        if (TrackChoice.tag(stream, "alpha_mode", "0", 1).equals("1")) {
            var name = id == AV_CODEC_ID_VP8 ? "libvpx" : id == AV_CODEC_ID_VP9 ? "libvpx-vp9" : "";
            var other = avcodec_find_decoder_by_name(name);
            if (other != null) {
                return other;
            }
        }
        return avcodec_find_decoder(id);
    }

    @Override
    public void accept(AVPacket packet) {
        send(packet);
    }

    @Override
    public void drain() {
        send(null); // libav's own sign for "no more packets"
    }

    /** Forgets what was fed before a seek. */
    void flush() {
        org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers(context);
    }

    long damagedPackets() {
        return damagedPackets;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }

    private void send(AVPacket packetOrNull) {
        int result = avcodec_send_packet(context, packetOrNull);
        while (result == AVERROR_EAGAIN()) {
            receiveAll();
            result = avcodec_send_packet(context, packetOrNull);
        }
        if (result < 0 && result != AVERROR_EOF) {
            damagedPackets++; // whatever the decoder calls it: too large, not implemented, no memory
        }
        receiveAll();
    }

    private void receiveAll() {
        for (int errors = 0; errors < MOST_ERRORS; ) {
            int result = avcodec_receive_frame(context, frame);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            if (result < 0) {
                damagedPackets++;
                errors++;
                continue;
            }
            frame.pts(frame.best_effort_timestamp());
            downstream.accept(frame);
            av_frame_unref(frame);
        }
    }
}
