package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * The signs of encrypted media (ISO/IEC 23001-7). libav gives an encrypted track the tag of what is inside, so the packets
 * have to be looked at as well.
 */
final class Encryption {

    private static final Set<String> TAGS = Set.of("encv", "enca", "drmi", "drms");

    /** What libav calls the key of an encrypted Matroska track. */
    private static final String MATROSKA_KEY = "enc_key_id";

    /** What libav calls the protection object of an ASF file. */
    private static final String ASF_PROTECTION = "ASF_Protection_Type";

    private Encryption() {}

    static boolean marks(AVStream stream) {
        int tag = stream.codecpar().codec_tag();
        var text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append((char) (tag >> 8 * i & 0xff));
        }
        return TAGS.contains(text.toString()) || named(stream.metadata(), MATROSKA_KEY);
    }

    static boolean marks(AVFormatContext container) {
        return named(container.metadata(), ASF_PROTECTION);
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

    private static boolean named(AVDictionary metadata, String key) {
        var entry = av_dict_get(metadata, key, null, 0);
        return entry != null && !entry.isNull();
    }
}
