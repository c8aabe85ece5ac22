package dev.millrace.libav;

import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;

/** The texts of the filter chains that pictures go through. */
final class PictureFilters {

    private PictureFilters() {}

    /**
     * From a decoded picture to the highest rung: upright, square pixels, 8-bit 4:2:0 BT.709 limited range.
     *
     * @param display the picture as shown; what is smaller than the rung stays as it is, with black around it
     */
    static String toRung(Orientation orientation, Resolution display, Resolution size) {
        var shown = display.even();
        int width = Math.min(shown.width(), size.width());
        int height = Math.min(shown.height(), size.height());
        var scale = "scale=%d:%d:flags=bicubic:out_color_matrix=bt709:out_range=limited,format=yuv420p,setsar=1"
                .formatted(width, height);
        var pad = width < size.width() || height < size.height()
                ? ",pad=%d:%d:(ow-iw)/2:(oh-ih)/2".formatted(size.width(), size.height())
                : "";
        return upright(orientation) + scale + pad;
    }

    /** From one rung to the next lower one. */
    static String between(Resolution size) {
        return "scale=%d:%d:flags=bicubic,format=yuv420p".formatted(size.width(), size.height());
    }

    /** From a decoded picture to one that an image encoder takes. */
    static String toImage(Orientation orientation, Resolution size, String pixelFormat, String range) {
        return upright(orientation)
                + "scale=%d:%d:flags=bicubic:out_color_matrix=bt601:out_range=%s,format=%s,setsar=1"
                        .formatted(size.width(), size.height(), range, pixelFormat);
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
