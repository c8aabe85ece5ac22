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
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Writes one picture as an image file. */
final class ImageWriter {

    /** What image files are made. */
    enum Format {
        JPEG("jpg", "mjpeg", "yuvj420p", "full", AV_PIX_FMT_YUVJ420P, Stamp.Numbers.BT601_FULL),
        WEBP("webp", "libwebp", "yuv420p", "limited", AV_PIX_FMT_YUV420P, Stamp.Numbers.BT601_LIMITED);

        private final String extension;
        private final String encoder;
        private final String pixelFormat;
        private final String range;
        private final int nativeFormat;
        private final Stamp.Numbers numbers;

        Format(
                String extension,
                String encoder,
                String pixelFormat,
                String range,
                int nativeFormat,
                Stamp.Numbers numbers) {
            this.extension = extension;
            this.encoder = encoder;
            this.pixelFormat = pixelFormat;
            this.range = range;
            this.nativeFormat = nativeFormat;
            this.numbers = numbers;
        }

        String extension() {
            return extension;
        }

        String pixelFormat() {
            return pixelFormat;
        }

        String range() {
            return range;
        }

        Stamp.Numbers numbers() {
            return numbers;
        }
    }

    private ImageWriter() {}

    /** The picture must already have the format's pixel format. */
    static void write(AVFrame picture, Format format, Path file) {
        var codec = avcodec_find_encoder_by_name(format.encoder);
        var context = avcodec_alloc_context3(codec)
                .width(picture.width())
                .height(picture.height())
                .pix_fmt(format.nativeFormat)
                .color_range(picture.color_range())
                .time_base(av_make_q(1, 25));
        var packet = av_packet_alloc();
        var options = format == Format.JPEG ? Libav.options("qmin", "3", "qmax", "5") : Libav.options("quality", "80");
        try {
            check(avcodec_open2(context, codec, options), "open image encoder " + format.encoder);
            check(avcodec_send_frame(context, picture), "encode image");
            avcodec_send_frame(context, null);
            check(avcodec_receive_packet(context, packet), "receive image");
            var bytes = new byte[packet.size()];
            packet.data().get(bytes);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            av_dict_free(options);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }
}
