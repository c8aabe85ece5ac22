package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.millrace.media.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The untrusted image of a watermark, decoded: PNG, JPEG or WebP. No demuxer meets it; its bytes go to the one decoder
 * that they begin like.
 */
public final class WatermarkImage implements AutoCloseable {

    private static final int LARGEST_SIDE = 4096;
    private static final long MOST_BYTES = 2 << 20;

    /** Decoders pass much over, and draw nothing there: a mark with a hole is worse than none. */
    private static final String NO_DAMAGE = "crccheck+bitstream+buffer+explode";

    private final AVFrame picture = av_frame_alloc();

    private WatermarkImage() {}

    /** Throws {@link SourceException} with {@code watermark_unreadable} when it cannot be a watermark. */
    public static void verify(String path) {
        open(path).close();
    }

    static WatermarkImage open(String path) {
        var image = new WatermarkImage();
        try {
            image.decode(bytes(path));
            return image;
        } catch (RuntimeException e) {
            image.close();
            throw e instanceof LibavException ? damaged() : e;
        }
    }

    /** As it was decoded. */
    AVFrame picture() {
        return picture;
    }

    int width() {
        return picture.width();
    }

    int height() {
        return picture.height();
    }

    /**
     * Its pixels in another size, with what is transparent multiplied in, so that no hidden colour comes out at edges. By a
     * filter that does not overshoot: colours would, where alpha cannot.
     */
    Pixels scaled(Resolution size) {
        var scaled = new Pixels[1];
        var filters = "format=gbrap,premultiply=inplace=1,zscale=w=%d:h=%d:filter=bilinear,format=gbrap"
                .formatted(size.width(), size.height());
        try (var chain = new FilterChain(filters, result -> scaled[0] = Pixels.of(result))) {
            chain.accept(picture);
            chain.drain();
        }
        return scaled[0];
    }

    @Override
    public void close() {
        av_frame_free(picture);
    }

    private void decode(byte[] bytes) {
        var codec = avcodec_find_decoder(codecOf(bytes));
        var context = avcodec_alloc_context3(codec);
        var packet = av_packet_alloc();
        var options =
                Libav.options("max_pixels", Long.toString((long) LARGEST_SIDE * LARGEST_SIDE), "err_detect", NO_DAMAGE);
        try {
            check(avcodec_open2(context, codec, options), "open image decoder");
            check(av_new_packet(packet, bytes.length), "take image");
            packet.data().put(bytes, 0, bytes.length);
            check(avcodec_send_packet(context, packet), "decode image");
            check(avcodec_send_packet(context, null), "decode image");
            check(avcodec_receive_frame(context, picture), "decode image");
        } finally {
            av_dict_free(options);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
        accept();
    }

    private void accept() {
        if ((picture.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || picture.decode_error_flags() != 0) {
            throw damaged();
        }
        if (Math.max(width(), height()) > LARGEST_SIDE) {
            throw unreadable("The watermark has more than " + LARGEST_SIDE + " pixels on a side.");
        }
        picture.pts(0);
        // image files that do not say it have all 256 steps, and BT.601 where there is a matrix at all
        if (picture.color_range() == AVCOL_RANGE_UNSPECIFIED) {
            picture.color_range(AVCOL_RANGE_JPEG);
        }
        if (picture.colorspace() == AVCOL_SPC_UNSPECIFIED) {
            picture.colorspace(AVCOL_SPC_SMPTE170M);
        }
    }

    private static int codecOf(byte[] bytes) {
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return AV_CODEC_ID_PNG;
        }
        if (begins(bytes, 0, 0xff, 0xd8, 0xff)) {
            return AV_CODEC_ID_MJPEG;
        }
        if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')) {
            return AV_CODEC_ID_WEBP;
        }
        throw unreadable("The watermark is not a PNG, JPEG or WebP image.");
    }

    private static boolean begins(byte[] bytes, int at, int... with) {
        if (bytes.length < at + with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[at + i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String path) {
        var file = Path.of(path);
        try {
            if (!Files.exists(file)) {
                throw unreadable("The image of the watermark is no longer there.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw unreadable("The image of the watermark has more than 2 MiB.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceException damaged() {
        return unreadable("The image of the watermark is damaged, or of a kind that Millrace does not read.");
    }

    private static SourceException unreadable(String message) {
        return new SourceException("watermark_unreadable", message);
    }

    /**
     * What is to be laid over a picture: red, green and blue, each already multiplied with the alpha beside it.
     *
     * @param red row by row, without gaps, as the others
     */
    record Pixels(int width, int height, byte[] red, byte[] green, byte[] blue, byte[] alpha) {

        private static Pixels of(AVFrame gbrap) {
            return new Pixels(
                    gbrap.width(), gbrap.height(), plane(gbrap, 2), plane(gbrap, 0), plane(gbrap, 1), plane(gbrap, 3));
        }

        private static byte[] plane(AVFrame frame, int number) {
            int width = frame.width();
            var plane = new byte[width * frame.height()];
            var data = frame.data(number);
            for (int y = 0; y < frame.height(); y++) {
                data.position((long) y * frame.linesize(number)).get(plane, y * width, width);
            }
            return plane;
        }
    }
}
