package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.millrace.media.TimeBase;

/**
 * Where decoded sound lies on the output's sample grid, more exactly than one time stamp tells: stamps are rounded (to a
 * millisecond in Matroska, 48 samples), but sound is counted. Every stamp bounds where the first sample can lie; the
 * middle of what all of them allow is used.
 *
 * <p>So runs that begin at different packets agree on the place to a sample or two, and their joint does not click.
 */
final class SampleClock {

    /** Stamps that are rounded by less need no measuring. */
    private static final double COARSE_SAMPLES = 2;

    private final double tickSamples;
    private final double originSamples;
    private final int sampleRate;

    private double lowest = Double.NEGATIVE_INFINITY;
    private double highest = Double.POSITIVE_INFINITY;
    private double counted;
    private boolean onlyFirst;

    /**
     * @param stamps the stream's clock
     * @param originSeconds instant of sample zero on that clock
     * @param sampleRate of the output
     */
    SampleClock(TimeBase stamps, double originSeconds, int sampleRate) {
        this.tickSamples = stamps.seconds(1) * sampleRate;
        this.originSamples = originSeconds * sampleRate;
        this.sampleRate = sampleRate;
    }

    /** Whether one stamp alone can be off by so much that it is heard. */
    boolean coarse() {
        return tickSamples > COARSE_SAMPLES;
    }

    /** Output samples counted since the first block. */
    double counted() {
        return counted;
    }

    /** The same sound comes again from its first block on; what was learned stays. */
    void rewind() {
        counted = 0;
    }

    /**
     * Takes the next decoded block in; returns the output sample it begins at, between two of
     * them as a rule, or not a number when nothing is known.
     *
     * @param stamp in the stream's ticks, or {@code AV_NOPTS_VALUE}
     * @param samples in the block, at its own rate
     */
    double place(long stamp, int samples, int rate) {
        boolean first = counted == 0;
        boolean known = highest != Double.POSITIVE_INFINITY;
        if (stamp != AV_NOPTS_VALUE && (!first || !known)) {
            learn(stamp * tickSamples - originSamples - counted, first);
        }
        double start = (lowest + highest) / 2 + counted;
        counted += (double) samples * sampleRate / rate;
        return start; // both bounds infinite: their sum is not a number
    }

    /** The stamp of a first block is rounded twice when a decoder has cut its start off: one stamp more replaces it. */
    private void learn(double start, boolean first) {
        lowest = onlyFirst ? start - tickSamples : Math.max(lowest, start - tickSamples);
        highest = onlyFirst ? start + tickSamples : Math.min(highest, start + tickSamples);
        onlyFirst = first;
        if (lowest > highest) { // a gap, or stamps that jump: only the newest counts
            lowest = start - tickSamples;
            highest = start + tickSamples;
        }
    }
}
