package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;

/** How bright an HDR film gets, as its pictures say: MaxCLL (CTA-861.3), else the mastering display (SMPTE ST 2086). */
final class LightLevels {

    private LightLevels() {}

    /** In cd/m²; 0 where nothing is said. */
    static int peakNits(AVFrame picture) {
        var content = av_frame_get_side_data(picture, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL);
        if (content != null && !content.isNull()) {
            int brightest = new AVContentLightMetadata(content.data()).MaxCLL();
            if (brightest > 0) {
                return brightest;
            }
        }
        var display = av_frame_get_side_data(picture, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
        if (display == null || display.isNull()) {
            return 0;
        }
        var metadata = new AVMasteringDisplayMetadata(display.data());
        var most = metadata.max_luminance();
        return metadata.has_luminance() == 0 || most.den() == 0 ? 0 : (int) ((double) most.num() / most.den());
    }
}
