package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;

import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;

/**
 * A chain of picture filters, whose text depends on what pictures come: colours are converted after scaling, when there
 * is the least of them.
 */
@FunctionalInterface
interface PictureFilters {

    /** Seen through what is transparent. What lies behind is painted at the picture's own size. */
    String ON_WHITE = "split[over][under];[under]drawbox=color=white:thickness=fill:replace=1[white];"
            + "[white][over]overlay=format=%s,";

    /** A picture alone has no others between which fields could be filled up. */
    String ONE_FIELD = "field=type=top,";

    /** The text for libav. */
    String text(PictureColours colours);

    /**
     * From a decoded picture to the highest rung: upright, square pixels, 8-bit 4:2:0 BT.709 limited range.
     *
     * @param display the picture as shown; what does not fill the rung has black around it
     */
    static PictureFilters toRung(Orientation orientation, Resolution display, Resolution size) {
        var inner = inside(display, size);
        var pad = inner.width() < size.width() || inner.height() < size.height()
                ? ",pad=%d:%d:(ow-iw)/2:(oh-ih)/2".formatted(size.width(), size.height())
                : "";
        return colours -> opaque(colours)
                + upright(orientation)
                + "scale=%d:%d:flags=bicubic,%sformat=yuv420p,setsar=1"
                        .formatted(inner.width(), inner.height(), colours.conversion(AVCOL_SPC_BT709, false))
                + pad;
    }

    /** How large a picture is inside the highest rung; what is left around it is black, and the same on both sides. */
    static Resolution inside(Resolution display, Resolution size) {
        double factor = Math.min(
                1, Math.min((double) size.width() / display.width(), (double) size.height() / display.height()));
        return new Resolution(
                side(display.width() * factor, size.width()), side(display.height() * factor, size.height()));
    }

    /** A side of the picture: even, and that of the rung when rounding alone keeps them apart. */
    private static int side(double exact, int rung) {
        int even = Math.max(2, (int) Math.round(exact / 2) * 2);
        return Math.abs(even - rung) <= 2 && even > 2 ? rung : even;
    }

    /** From one rung to the next lower one. */
    static PictureFilters between(Resolution size) {
        return colours -> "scale=%d:%d:flags=bicubic,format=yuv420p".formatted(size.width(), size.height());
    }

    /** From a decoded picture to one that an image encoder takes: BT.601, as image files are, and of one instant. */
    static PictureFilters toImage(Orientation orientation, Resolution size, String pixelFormat, String range) {
        return colours -> (colours.interlaced() ? ONE_FIELD : "")
                + opaque(colours)
                + upright(orientation)
                + "scale=%d:%d:flags=bicubic,%sformat=%s,setsar=1"
                        .formatted(
                                size.width(),
                                size.height(),
                                colours.conversion(AVCOL_SPC_SMPTE170M, range.equals("full")),
                                pixelFormat);
    }

    private static String opaque(PictureColours colours) {
        return colours.transparent() ? ON_WHITE.formatted(colours.rgb() ? "gbrp" : "yuv444") : "";
    }

    private static String upright(Orientation orientation) {
        var turn =
                switch (orientation.quarterTurns()) {
                    case 1 -> "transpose=clock,";
                    case 2 -> "hflip,vflip,";
                    case 3 -> "transpose=cclock,";
                    default -> "";
                };
        return turn + (orientation.mirrored() ? "hflip," : "");
    }
}
