package dev.millrace.media;

/** Pictures per second as an exact fraction, in lowest terms: 30000/1001, 25/1. */
public record FrameRate(int numerator, int denominator) {

    public FrameRate {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException("a frame rate is positive, not " + numerator + "/" + denominator);
        }
        int divisor = gcd(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    public static FrameRate of(int perSecond) {
        return new FrameRate(perSecond, 1);
    }

    public double perSecond() {
        return (double) numerator / denominator;
    }

    /** Half of this rate, for sources above 60. */
    public FrameRate half() {
        return new FrameRate(numerator, Math.multiplyExact(denominator, 2));
    }

    /** Twice this rate, for sources of two fields. */
    public FrameRate twice() {
        return new FrameRate(Math.multiplyExact(numerator, 2), denominator);
    }

    /**
     * The slot on this rate's grid that an instant belongs to: the nearest one, a tie goes up.
     *
     * @param ticks distance from the grid's origin, may be negative
     * @param base the length of one tick
     */
    public long slotAt(long ticks, TimeBase base) {
        // ticks · base · rate, rounded; 128 bits are never needed: hours at 90 kHz times 60000 stay below 2^63
        long over = Math.multiplyExact(Math.multiplyExact(ticks, (long) base.numerator()), numerator);
        long under = Math.multiplyExact((long) base.denominator(), denominator);
        return Math.floorDiv(Math.addExact(Math.multiplyExact(over, 2), under), Math.multiplyExact(under, 2));
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
