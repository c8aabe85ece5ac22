package dev.millrace.libav;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_LINEAR;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_LOG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_LOG_SQRT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_XYZ;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * What the numbers of a picture mean (libav's numbers, which are those of ISO/IEC 23091-2), and the filters that make
 * BT.709 of them.
 *
 * @param full whether the range is
 * @param rgb whether it has no luma and chroma
 * @param grey whether it has luma only, whose range swscale does not ask for
 * @param transparent whether something may show through
 * @param interlaced whether it says that it is made of two fields
 * @param peakNits brightest light of an HDR film, or 0 where nobody says
 */
record PictureColours(
        int primaries,
        int transfer,
        int matrix,
        boolean full,
        boolean rgb,
        boolean grey,
        boolean transparent,
        boolean interlaced,
        int peakNits) {

    /** Light of the numbers that screens show as 1. All others of SDR are shown alike, whatever their names. */
    private static final Set<Integer> NO_SCREENS_LIGHT =
            Set.of(AVCOL_TRC_LINEAR, AVCOL_TRC_LOG, AVCOL_TRC_LOG_SQRT, AVCOL_TRC_SMPTE2084, AVCOL_TRC_ARIB_STD_B67);

    /** cd/m² that become 1.0 before tone mapping. */
    private static final int REFERENCE_NITS = 100;

    private static final int BRIGHTEST_NITS = 10_000;
    private static final int CHROMA_COMPONENTS = 3;

    /**
     * @param picture with its colours named ({@link UntaggedColours})
     * @param peakNits what the track says, or null: then the picture may say so itself
     */
    static PictureColours of(AVFrame picture, Integer peakNits) {
        var format = av_pix_fmt_desc_get(picture.format());
        long flags = format.flags();
        return new PictureColours(
                picture.color_primaries(),
                picture.color_trc(),
                picture.colorspace(),
                picture.color_range() == AVCOL_RANGE_JPEG,
                isRgb(flags),
                format.nb_components() < CHROMA_COMPONENTS,
                (flags & AV_PIX_FMT_FLAG_ALPHA) != 0,
                (picture.flags() & AV_FRAME_FLAG_INTERLACED) != 0,
                peakNits == null ? LightLevels.peakNits(picture) : peakNits);
    }

    /** Whether pixels with such flags are red, green and blue, by way of a palette or of XYZ too. */
    static boolean isRgb(long flags) {
        return (flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_XYZ)) != 0;
    }

    /** Whether its light is more than a screen of today's streams shows. */
    boolean hdr() {
        return isHdr(transfer);
    }

    /** Whether numbers of a transfer function mean such light. */
    static boolean isHdr(int transfer) {
        return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
    }

    /**
     * The filters, with a comma behind them, that turn such a picture into BT.709 light with the given matrix and range.
     * Empty when it is that already.
     */
    String conversion(int toMatrix, boolean toFull) {
        if (hdr()) {
            return toneMapping(toMatrix, toFull);
        }
        int light = NO_SCREENS_LIGHT.contains(transfer) ? transfer : AVCOL_TRC_BT709;
        boolean same = !rgb
                && !grey
                && primaries == AVCOL_PRI_BT709
                && light == AVCOL_TRC_BT709
                && matrix == toMatrix
                && full == toFull;
        return same ? "" : "zscale=%s:primaries=709:transfer=709:%s,".formatted(input(light), output(toMatrix, toFull));
    }

    /** Hable's curve on the brightest of red, green and blue; the recipe that FFmpeg's own documentation spread. */
    private String toneMapping(int toMatrix, boolean toFull) {
        var peak = peakNits == 0
                ? ""
                : ":peak=" + (double) Math.max(REFERENCE_NITS, Math.min(BRIGHTEST_NITS, peakNits)) / REFERENCE_NITS;
        return "zscale=%s:primaries=709:transfer=linear:npl=%d,format=gbrpf32le,tonemap=hable:desat=0%s,zscale=transfer=709:%s,"
                .formatted(input(transfer), REFERENCE_NITS, peak, output(toMatrix, toFull));
    }

    private String input(int light) {
        return "pin=%d:tin=%d:min=%d:rin=%s".formatted(primaries, light, matrix, range(full));
    }

    private static String output(int matrix, boolean full) {
        return "matrix=%d:range=%s".formatted(matrix, range(full));
    }

    private static String range(boolean full) {
        return full ? "full" : "limited";
    }
}
