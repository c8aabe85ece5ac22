package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;

import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;

/** How stored pictures become shown ones: their pixels made square, then turned upright. */
final class Shape {

    private static final int MATRIX_BYTES = 36;

    private Shape() {}

    /** How a track's pictures must be turned; the last of the matrix's nine values are of no interest. */
    static Orientation orientation(AVStream stream) {
        var parameters = stream.codecpar();
        if (parameters.nb_coded_side_data() == 0) {
            return Orientation.UPRIGHT;
        }
        var data = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull() || data.size() < MATRIX_BYTES) {
            return Orientation.UPRIGHT;
        }
        var values = new IntPointer(data.data());
        return new DisplayMatrix(values.get(0), values.get(1), values.get(3), values.get(4)).orientation();
    }

    /** Width of a pixel as a multiple of its height; 1 when unknown. */
    static double pixel(AVFormatContext context, AVStream stream) {
        try (var pixel = av_guess_sample_aspect_ratio(context, stream, null)) {
            return pixel.num() <= 0 || pixel.den() <= 0 ? 1 : (double) pixel.num() / pixel.den();
        }
    }

    /** Wider pixels make the picture wider, taller ones make it taller: never fewer pixels than stored. */
    static Resolution square(Resolution stored, double pixel) {
        return pixel > 1
                ? new Resolution((int) Math.round(stored.width() * pixel), stored.height())
                : new Resolution(stored.width(), (int) Math.round(stored.height() / pixel));
    }
}
