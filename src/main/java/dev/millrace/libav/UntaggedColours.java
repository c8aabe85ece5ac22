package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The colour matrix of pictures whose source does not name one. By convention, that of browsers and players too, large
 * pictures are BT.709 and small ones BT.601; libav takes all of them for BT.601, which shifts the colours of large ones and
 * costs a conversion besides.
 */
final class UntaggedColours {

    private static final int LARGE_LONG_SIDE = 1280;
    private static final int SMALL_SHORT_SIDE = 576;

    private UntaggedColours() {}

    /** Names the matrix of a large picture that has none. Small ones stay as they are: libav's guess is right. */
    static void name(AVFrame picture) {
        boolean large = Math.max(picture.width(), picture.height()) >= LARGE_LONG_SIDE
                || Math.min(picture.width(), picture.height()) > SMALL_SHORT_SIDE;
        if (large && picture.colorspace() == AVCOL_SPC_UNSPECIFIED && !isRgb(picture)) {
            picture.colorspace(AVCOL_SPC_BT709);
        }
    }

    private static boolean isRgb(AVFrame picture) {
        return (av_pix_fmt_desc_get(picture.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    }
}
