package dev.millrace.media;

/** Bits per second. */
public record Bitrate(long bitsPerSecond) {

    public Bitrate {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("a bit rate is not negative: " + bitsPerSecond);
        }
    }

    public static Bitrate kilobits(long perSecond) {
        return new Bitrate(perSecond * 1000);
    }

    public Bitrate plus(Bitrate other) {
        return new Bitrate(bitsPerSecond + other.bitsPerSecond);
    }

    public Bitrate times(double factor) {
        return new Bitrate(Math.round(bitsPerSecond * factor));
    }
}
