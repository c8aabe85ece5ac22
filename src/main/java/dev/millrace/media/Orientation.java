package dev.millrace.media;

/**
 * How stored pictures must be turned to stand upright: first turned clockwise by quarters, then mirrored
 * left to right.
 *
 * @param quarterTurns 0 to 3, clockwise
 * @param mirrored whether to mirror left to right after turning
 */
public record Orientation(int quarterTurns, boolean mirrored) {

    public static final Orientation UPRIGHT = new Orientation(0, false);

    public Orientation {
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("quarter turns are 0 to 3, not " + quarterTurns);
        }
    }

    /** Whether width and height change places. */
    public boolean swapsSides() {
        return quarterTurns % 2 == 1;
    }
}
