package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Dolby Vision: an HDR10, HLG or SDR picture (the base) with data beside it that a decoder may use. That data is passed
 * over, so a picture must be one by itself.
 */
final class DolbyVision {

    /** Places in libav's {@code AVDOVIDecoderConfigurationRecord}, a structure of bytes that has no class in Java. */
    private static final int PROFILE = 2;

    private static final int COMPATIBILITY = 7;

    private static final int PROFILE_OF_HEVC = 5;
    private static final int PROFILE_OF_AV1 = 10;
    private static final int NO_BASE = 0;

    private DolbyVision() {}

    /** The colours of a picture without a base (profiles 5 and 10.0) can be known from the data beside it only. */
    static void refuseWithoutBase(AVStream stream) {
        var parameters = stream.codecpar();
        if (parameters.nb_coded_side_data() == 0) {
            return;
        }
        var data = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DOVI_CONF);
        if (data == null || data.isNull() || data.size() <= COMPATIBILITY) {
            return;
        }
        int profile = data.data().get(PROFILE) & 0xff;
        boolean based = data.data().get(COMPATIBILITY) != NO_BASE;
        if (profile == PROFILE_OF_HEVC || profile == PROFILE_OF_AV1 && !based) {
            throw new SourceException(
                    "unsupported_dolby_vision",
                    "The film is Dolby Vision of profile " + profile
                            + ", whose colours only Dolby's own decoders know. Export it as HDR10, HLG or SDR.");
        }
    }
}
