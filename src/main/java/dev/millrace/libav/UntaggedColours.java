package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_color_primaries_from_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_range_from_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_from_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_transfer_from_name;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.millrace.media.Colour;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The colours of pictures that do not say all of them. What the track says is believed; what nobody says follows the
 * convention of browsers and players: large pictures are BT.709 and small ones BT.601, which libav takes all for.
 */
final class UntaggedColours {

    private static final int LARGE_LONG_SIDE = 1280;
    private static final int SMALL_SHORT_SIDE = 576;

    /** Numbers of ISO/IEC 23091-2 that libav can convert from; others are as good as none. */
    private static final Set<Integer> PRIMARIES = Set.of(1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22);

    private static final Set<Integer> TRANSFERS = Set.of(1, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 18);
    private static final Set<Integer> MATRICES = Set.of(1, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14);

    private UntaggedColours() {}

    /** Names every colour of a picture. {@code track} is what the source says of all its pictures. */
    static void name(AVFrame picture, Colour track) {
        nameLight(picture, track);
        boolean hdr = PictureColours.isHdr(picture.color_trc());
        if (!PRIMARIES.contains(picture.color_primaries())) {
            picture.color_primaries(hdr ? AVCOL_PRI_BT2020 : AVCOL_PRI_BT709);
        }
        if (isRgb(picture)) {
            picture.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
            return;
        }
        if (picture.colorspace() == AVCOL_SPC_UNSPECIFIED) {
            picture.colorspace(Math.max(AVCOL_SPC_RGB, av_color_space_from_name(track.matrix())));
        }
        if (!MATRICES.contains(picture.colorspace())) {
            int guess = isLarge(picture) ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
            picture.colorspace(hdr ? AVCOL_SPC_BT2020_NCL : guess);
        }
        nameRange(picture, track);
    }

    private static void nameLight(AVFrame picture, Colour track) {
        if (picture.color_trc() == AVCOL_TRC_UNSPECIFIED) {
            picture.color_trc(Math.max(0, av_color_transfer_from_name(track.transfer())));
        }
        if (!TRANSFERS.contains(picture.color_trc())) {
            picture.color_trc(AVCOL_TRC_BT709);
        }
        if (picture.color_primaries() == AVCOL_PRI_UNSPECIFIED) {
            picture.color_primaries(Math.max(0, av_color_primaries_from_name(track.primaries())));
        }
    }

    private static void nameRange(AVFrame picture, Colour track) {
        if (av_get_pix_fmt_name(picture.format()).getString().startsWith("yuvj")) {
            picture.color_range(AVCOL_RANGE_JPEG);
        } else if (picture.color_range() == AVCOL_RANGE_UNSPECIFIED) {
            int said = av_color_range_from_name(track.range());
            picture.color_range(said == AVCOL_RANGE_JPEG ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        }
    }

    private static boolean isLarge(AVFrame picture) {
        return Math.max(picture.width(), picture.height()) >= LARGE_LONG_SIDE
                || Math.min(picture.width(), picture.height()) > SMALL_SHORT_SIDE;
    }

    private static boolean isRgb(AVFrame picture) {
        return PictureColours.isRgb(av_pix_fmt_desc_get(picture.format()).flags());
    }
}
