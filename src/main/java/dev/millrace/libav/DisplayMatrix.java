package dev.millrace.libav;

import dev.millrace.media.Orientation;

/**
 * The 3x3 matrix of ISO/IEC 14496-12 {@code tkhd}, rows of (a b u, c d v, x y w): a stored point (p, q) is shown at
 * (a·p + c·q, b·p + d·q).
 *
 * <p>Only the four values that turn and mirror matter here. libav's own rotation angle loses mirrors, so it is not used.
 */
record DisplayMatrix(int a, int b, int c, int d) {

    /** The nearest quarter turn, and whether the picture is mirrored (negative determinant). */
    Orientation orientation() {
        if ((long) a * d - (long) b * c == 0) {
            return Orientation.UPRIGHT;
        }
        boolean mirrored = (long) a * d - (long) b * c < 0;
        // with the mirror taken out, the image of the x axis tells the turn; y points down, so this is clockwise
        double angle = Math.toDegrees(Math.atan2(b, mirrored ? -a : a));
        int quarters = Math.floorMod((int) Math.round(angle / 90), 4);
        return new Orientation(quarters, mirrored);
    }
}
