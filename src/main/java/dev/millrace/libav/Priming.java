package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_SKIP_SAMPLES;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;

import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.SizeTPointer;

/** Samples at the start of a packet that it decodes to and that are not to be heard: an encoder's priming. */
final class Priming {

    /** What libav says of it: samples at the start and at the end, 32 bits each, and a reason for either. */
    private static final int BYTES = 10;

    private Priming() {}

    static long samples(AVPacket packet) {
        try (var size = new SizeTPointer(1)) {
            var data = av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, size);
            if (data == null || size.get() < BYTES) {
                return 0;
            }
            var words = data.capacity(BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            return Integer.toUnsignedLong(words.getInt(0));
        }
    }
}
