package dev.millrace.timeline;

import dev.millrace.media.FrameRate;

/**
 * The constant-rate slots that every picture of every rendition sits on.
 *
 * @param rate slots per second
 * @param frames slots from the first displayed picture to the end
 * @param gopFrames slots from one key frame to the next, about two seconds
 */
public record Grid(FrameRate rate, long frames, int gopFrames) {

    private static final double GOP_SECONDS = 2;
    private static final int LOWEST_TIMESCALE = 10_000;

    public Grid {
        if (frames < 1 || gopFrames < 1) {
            throw new IllegalArgumentException("a grid has frames: " + frames + ", in groups: " + gopFrames);
        }
    }

    public static Grid of(FrameRate rate, long frames) {
        // rounded down, so that key frames are never more than two seconds apart
        return new Grid(rate, frames, Math.max(1, (int) Math.floor(GOP_SECONDS * rate.perSecond() + 0.01)));
    }

    /** Ticks per second of all video tracks: a multiple of the rate's numerator, so that every duration is exact. */
    public int timescale() {
        return rate.numerator() * multiplier();
    }

    /** Ticks that one picture lasts. */
    public int frameTicks() {
        return rate.denominator() * multiplier();
    }

    /** The instant a slot begins, in seconds from the origin. For people and logs, not for arithmetic. */
    public double seconds(long slot) {
        return (double) slot * rate.denominator() / rate.numerator();
    }

    private int multiplier() {
        return rate.numerator() >= LOWEST_TIMESCALE ? 1 : (LOWEST_TIMESCALE + rate.numerator() - 1) / rate.numerator();
    }
}
