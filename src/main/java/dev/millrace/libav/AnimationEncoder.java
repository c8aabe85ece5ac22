package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.millrace.media.FrameRate;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Encodes pictures as an animated WebP that repeats for ever. */
final class AnimationEncoder {

    private AnimationEncoder() {}

    /**
     * @param pictures 8-bit 4:2:0, at least one, numbered from 0 by their {@code pts}
     * @param quality 0 to 100
     */
    static byte[] encode(List<AVFrame> pictures, FrameRate rate, int quality, ProgressMeter progress) {
        var first = pictures.get(0);
        var codec = avcodec_find_encoder_by_name("libwebp_anim");
        var context = avcodec_alloc_context3(codec)
                .width(first.width())
                .height(first.height())
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(av_make_q(rate.denominator(), rate.numerator()));
        var packet = av_packet_alloc();
        var options = Libav.options("quality", Integer.toString(quality));
        try {
            check(avcodec_open2(context, codec, options), "open animation encoder");
            for (var picture : pictures) {
                check(avcodec_send_frame(context, picture), "encode animation");
                progress.count(1);
            }
            return finish(context, packet);
        } finally {
            av_dict_free(options);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    /** The whole file is one packet, at the end. */
    private static byte[] finish(AVCodecContext context, AVPacket packet) {
        check(avcodec_send_frame(context, null), "end animation");
        check(avcodec_receive_packet(context, packet), "receive animation");
        var bytes = new byte[packet.size()];
        packet.data().get(bytes);
        return bytes;
    }
}
