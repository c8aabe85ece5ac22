package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.millrace.libav.ColourScience.Matrix;
import dev.millrace.libav.ColourScience.Primaries;
import dev.millrace.libav.ColourScience.Transfer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A film of one still chart: patches of known colours, in the numbers of any colour system.
 *
 * @param encoder libav's name; the container follows from it
 * @param pixelFormat libav's name
 * @param tagged whether the file says what its colours are
 * @param options of the encoder, names and values in turn
 */
record ColourChart(
        String encoder,
        String pixelFormat,
        Primaries primaries,
        Transfer transfer,
        Matrix matrix,
        boolean full,
        boolean tagged,
        List<String> options) {

    static final int COLUMNS = 8;
    static final int ROWS = 4;
    private static final int PATCH = 48;
    private static final int FRAMES = 3;

    /** Pixels of a patch's middle that are looked at, in each direction. */
    private static final int REACH = 8;

    /** The numbers of all patches, 0 to 1: greys, and colours from dull to strong. */
    List<double[]> patches() {
        // HDR films hardly go beyond 1000 cd/m², which is 0.75 of PQ
        double most = transfer == Transfer.PQ ? 0.75 : 1;
        var patches = new ArrayList<double[]>();
        for (int i = 0; i < COLUMNS; i++) {
            double v = most * i / (COLUMNS - 1);
            patches.add(new double[] {v, v, v});
        }
        double[][] hues = {
            {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {0, 1, 1}, {1, 0, 1}, {1, 0.5, 0.2}, {0.3, 0.5, 1}
        };
        double[][] dark = {{0.2, 0.75}, {0.45, 0.8}, {0.25, 0.45}};
        for (int row = 0; row < ROWS - 1; row++) {
            for (int i = 0; i < COLUMNS; i++) {
                var rgb = new double[3];
                for (int c = 0; c < 3; c++) {
                    rgb[c] = most * (dark[row][0] + (dark[row][1] - dark[row][0]) * hues[i][c]);
                }
                patches.add(rgb);
            }
        }
        return grey() ? patches.stream().map(this::withoutColour).toList() : patches;
    }

    int width() {
        return COLUMNS * PATCH;
    }

    int height() {
        return ROWS * PATCH;
    }

    /** Writes the film. */
    Path write(Path folder) {
        Libav.load();
        var container =
                switch (encoder) {
                    case "ffv1" -> "matroska";
                    case "libvpx-vp9" -> "webm";
                    case "libsvtav1" -> "mp4";
                    default -> "mov";
                };
        var file = folder.resolve("chart." + container);
        var output = new AVFormatContext(null);
        check(avformat_alloc_output_context2(output, null, container, file.toString()), "make muxer");
        var context = encoder((output.oformat().flags() & AVFMT_GLOBALHEADER) != 0);
        var stream = avformat_new_stream(output, null);
        check(avcodec_parameters_from_context(stream.codecpar(), context), "copy parameters");
        stream.time_base(context.time_base());
        var io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "open " + file);
        output.pb(io);
        check(avformat_write_header(output, (org.bytedeco.ffmpeg.avutil.AVDictionary) null), "write header");
        var picture = paint();
        for (int i = 0; i < FRAMES; i++) {
            picture.pts(i);
            send(context, picture, output, stream);
        }
        send(context, null, output, stream);
        check(av_write_trailer(output), "write trailer");
        av_frame_free(picture);
        avcodec_free_context(context);
        avio_closep(io);
        avformat_free_context(output);
        return file;
    }

    /** The patches of a decoded picture, 8-bit 4:2:0 BT.709 limited range, as numbers of BT.709. */
    static List<double[]> read(AVFrame picture) {
        return middles(picture.width(), picture.height(), (x, y) -> {
            int luma = at(picture, 0, x, y);
            int blue = at(picture, 1, x / 2, y / 2);
            int red = at(picture, 2, x / 2, y / 2);
            return Matrix.BT709.toRgb(new double[] {(luma - 16) / 219.0, (blue - 128) / 224.0, (red - 128) / 224.0});
        });
    }

    /** The patches of an image, as its numbers. */
    static List<double[]> read(BufferedImage image) {
        return middles(image.getWidth(), image.getHeight(), (x, y) -> {
            int rgb = image.getRGB(x, y);
            return new double[] {(rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0};
        });
    }

    private static int at(AVFrame picture, int plane, int x, int y) {
        return picture.data(plane).get((long) y * picture.linesize(plane) + x) & 0xff;
    }

    private static List<double[]> middles(int width, int height, BiFunction<Integer, Integer, double[]> pixel) {
        var found = new ArrayList<double[]>();
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            int left = (int) ((i % COLUMNS + 0.5) * width / COLUMNS);
            int top = (int) ((i / COLUMNS + 0.5) * height / ROWS);
            var sum = new double[3];
            for (int n = 0; n < REACH * REACH; n++) {
                var rgb = pixel.apply(left - REACH / 2 + n % REACH, top - REACH / 2 + n / REACH);
                for (int c = 0; c < 3; c++) {
                    sum[c] += rgb[c] / (REACH * REACH);
                }
            }
            found.add(sum);
        }
        return found;
    }

    private AVCodecContext encoder(boolean globalHeader) {
        var codec = avcodec_find_encoder_by_name(encoder);
        var context = avcodec_alloc_context3(codec)
                .width(width())
                .height(height())
                .pix_fmt(av_get_pix_fmt(pixelFormat))
                .time_base(av_make_q(1, 25))
                .framerate(av_make_q(25, 1))
                .gop_size(FRAMES)
                .bit_rate(8_000_000)
                .thread_count(1);
        context.max_b_frames(0);
        if (tagged) {
            context.color_primaries(primaries.number)
                    .color_trc(transfer.number)
                    .colorspace(rgb() ? 0 : matrix.number)
                    .color_range(full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        }
        if (globalHeader) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        var settings = Libav.options(options.toArray(String[]::new));
        check(avcodec_open2(context, codec, settings), "open encoder " + encoder);
        av_dict_free(settings);
        return context;
    }

    private AVFrame paint() {
        var frame = av_frame_alloc().width(width()).height(height()).format(av_get_pix_fmt(pixelFormat));
        if (tagged) {
            frame.color_primaries(primaries.number)
                    .color_trc(transfer.number)
                    .colorspace(rgb() ? 0 : matrix.number)
                    .color_range(full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        }
        check(av_frame_get_buffer(frame, 0), "allocate picture");
        var format = av_pix_fmt_desc_get(frame.format());
        int depth = format.comp(0).depth();
        var patches = patches();
        for (int c = 0; c < format.nb_components(); c++) {
            boolean chroma = c > 0 && !rgb();
            int shiftX = chroma ? format.log2_chroma_w() : 0;
            int shiftY = chroma ? format.log2_chroma_h() : 0;
            for (int y = 0; y < height() >> shiftY; y++) {
                for (int x = 0; x < width() >> shiftX; x++) {
                    int patch = (y << shiftY) / PATCH * COLUMNS + (x << shiftX) / PATCH;
                    put(frame, format.comp(c), x, y, number(patches.get(patch), c, depth));
                }
            }
        }
        return frame;
    }

    private int number(double[] patch, int component, int depth) {
        double most = (1 << depth) - 1;
        if (rgb()) {
            return (int) Math.round(patch[component] * most);
        }
        double value = matrix.toLuma(patch)[component];
        int step = 1 << depth - 8;
        if (component == 0) {
            return (int) Math.round(full ? value * most : (16 + 219 * value) * step);
        }
        return (int) Math.round(full ? value * most + 128 * step : (128 + 224 * value) * step);
    }

    private static void put(AVFrame frame, AVComponentDescriptor component, int x, int y, int value) {
        var plane = frame.data(component.plane());
        long at = (long) y * frame.linesize(component.plane()) + (long) x * component.step() + component.offset();
        plane.put(at, (byte) value);
        if (component.depth() > 8) {
            plane.put(at + 1, (byte) (value >> 8));
        }
    }

    private double[] withoutColour(double[] rgb) {
        double luma = matrix.toLuma(rgb)[0];
        return new double[] {luma, luma, luma};
    }

    private boolean grey() {
        return av_pix_fmt_desc_get(av_get_pix_fmt(pixelFormat)).nb_components() == 1;
    }

    private boolean rgb() {
        return (av_pix_fmt_desc_get(av_get_pix_fmt(pixelFormat)).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    }

    private static void send(AVCodecContext encoder, AVFrame frameOrNull, AVFormatContext output, AVStream stream) {
        check(avcodec_send_frame(encoder, frameOrNull), "encode");
        var packet = av_packet_alloc();
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            packet.duration(1);
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(output, packet), "write packet");
        }
        av_packet_free(packet);
    }
}
