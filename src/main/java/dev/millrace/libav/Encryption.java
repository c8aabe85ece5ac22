package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * The signs of encrypted media (ISO/IEC 23001-7). libav gives an encrypted track the tag of what is inside, so the packets
 * have to be looked at as well.
 */
final class Encryption {

    private static final Set<String> TAGS = Set.of("encv", "enca", "drmi", "drms");

    private Encryption() {}

    static boolean marks(AVStream stream) {
        int tag = stream.codecpar().codec_tag();
        var text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append((char) (tag >> 8 * i & 0xff));
        }
        return TAGS.contains(text.toString());
    }

    static boolean marks(AVPacket packet) {
        try (var size = new SizeTPointer(1)) {
            var data = av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, size);
            return data != null && !data.isNull();
        }
    }

    static SourceException refusal() {
        return new SourceException(
                "encrypted_source", "The file is encrypted (DRM). Upload a copy without copy protection.");
    }
}
