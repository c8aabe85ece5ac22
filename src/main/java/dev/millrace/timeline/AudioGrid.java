package dev.millrace.timeline;

import dev.millrace.media.FrameRate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a sound rendition: the same numbers as the video's, cut at the AAC frame nearest to each video
 * boundary.
 *
 * @param sampleRate ticks per second, and samples per second
 * @param frameSamples samples in one AAC frame
 * @param boundaries AAC frame at which each segment begins; one more than there are segments, the last is the end
 */
public record AudioGrid(int sampleRate, int frameSamples, List<Long> boundaries) {

    public static final int AAC_FRAME_SAMPLES = 1024;

    /** AAC frames a second at 48 kHz: the slots of a stream without pictures, whose sound is then cut exactly on them. */
    public static final FrameRate FRAME_RATE = new FrameRate(375, 8);

    public AudioGrid {
        boundaries = List.copyOf(boundaries);
    }

    /** Cuts sound along a video timeline; the end is rounded up, so that sound never ends before the picture. */
    public static AudioGrid along(Timeline timeline, int sampleRate) {
        var boundaries = new ArrayList<Long>();
        for (var segment : timeline.segments()) {
            boundaries.add(frameNearest(timeline.grid(), segment.firstFrame(), sampleRate, false));
        }
        long end = frameNearest(timeline.grid(), timeline.grid().frames(), sampleRate, true);
        boundaries.add(Math.max(end, boundaries.get(boundaries.size() - 1) + 1));
        return new AudioGrid(sampleRate, AAC_FRAME_SAMPLES, boundaries);
    }

    public int segments() {
        return boundaries.size() - 1;
    }

    /** First sample of a segment, counted from the origin. */
    public long firstSample(int segment) {
        return boundaries.get(segment) * frameSamples;
    }

    /** Samples in a segment. */
    public long samples(int segment) {
        return firstSample(segment + 1) - firstSample(segment);
    }

    private static long frameNearest(Grid grid, long slot, int sampleRate, boolean up) {
        var over = BigInteger.valueOf(slot)
                .multiply(BigInteger.valueOf((long) grid.rate().denominator() * sampleRate));
        var under = BigInteger.valueOf((long) grid.rate().numerator() * AAC_FRAME_SAMPLES);
        var carry = up ? under.subtract(BigInteger.ONE) : under.shiftRight(1);
        return over.add(carry).divide(under).longValueExact();
    }
}
