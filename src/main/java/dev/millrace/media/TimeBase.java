package dev.millrace.media;

/** The length of one tick of a media clock in seconds, as a fraction: 1/90000. */
public record TimeBase(int numerator, int denominator) {

    public TimeBase {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException("a time base is positive, not " + numerator + "/" + denominator);
        }
    }

    public double seconds(long ticks) {
        return (double) ticks * numerator / denominator;
    }
}
