package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.millrace.ladder.Rung;
import dev.millrace.timeline.Grid;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Encodes the pictures of one rung with x264: a closed GOP begins at every multiple of the grid's GOP length, and all
 * that the parameter sets contain is fixed, so that separately encoded chunks share one init segment.
 */
final class RungEncoder implements Stage<AVFrame> {

    /** Seconds of the capped rate that the rate control's buffer holds. */
    private static final double BUFFER_SECONDS = 1.5;

    /** stitchable: the CRF is kept out of the parameter sets. Key frames come from the plan alone. */
    private static final String X264 =
            "stitchable=1:scenecut=0:open-gop=0:keyint=infinite:8x8dct=1:bframes=3:b-pyramid=normal";

    private static final int MOST_REFERENCES = 4;

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final int gopFrames;
    private final Consumer<AVPacket> downstream;

    /**
     * @param preset of x264, {@code superfast} to {@code slow}
     * @param downstream borrows each packet; its times are slots of the grid
     */
    RungEncoder(Rung rung, Grid grid, String preset, int threads, Consumer<AVPacket> downstream) {
        this.downstream = downstream;
        this.gopFrames = grid.gopFrames();
        var rate = grid.rate();
        long cap = rung.maxRate().bitsPerSecond();
        var codec = avcodec_find_encoder_by_name("libx264");
        context = avcodec_alloc_context3(codec)
                .width(rung.size().width())
                .height(rung.size().height())
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(av_make_q(rate.denominator(), rate.numerator()))
                .framerate(av_make_q(rate.numerator(), rate.denominator()))
                .sample_aspect_ratio(av_make_q(1, 1))
                .color_range(AVCOL_RANGE_MPEG)
                .colorspace(AVCOL_SPC_BT709)
                .color_primaries(AVCOL_PRI_BT709)
                .color_trc(AVCOL_TRC_BT709)
                .chroma_sample_location(AVCHROMA_LOC_LEFT)
                .level(rung.level().idc())
                .rc_max_rate(cap)
                .rc_buffer_size((int) Math.min(Integer.MAX_VALUE, Math.round(cap * BUFFER_SECONDS)))
                .thread_count(threads);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP);
        if (preset.equals("slow")) {
            context.refs(MOST_REFERENCES);
        }
        var options = Libav.options(
                "preset",
                preset,
                "profile",
                "high",
                "crf",
                Double.toString(rung.crf()),
                "forced-idr",
                "1",
                "x264-params",
                X264);
        try {
            check(avcodec_open2(context, codec, options), "open encoder for " + rung.name());
        } catch (LibavException e) {
            close();
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    AVCodecContext context() {
        return context;
    }

    @Override
    public void accept(AVFrame picture) {
        // decoded pictures carry the source's type; only the plan decides
        boolean key = picture.pts() % gopFrames == 0;
        picture.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        picture.duration(1);
        send(picture);
    }

    @Override
    public void drain() {
        send(null);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }

    private void send(AVFrame pictureOrNull) {
        check(avcodec_send_frame(context, pictureOrNull), "encode picture");
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result, "receive packet");
            packet.duration(1);
            downstream.accept(packet);
            av_packet_unref(packet);
        }
    }
}
