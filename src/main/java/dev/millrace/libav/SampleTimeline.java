package dev.millrace.libav;

import java.util.Arrays;

/**
 * Samples of some channels laid on the absolute sample grid: gaps become silence, overlaps and what lies before the start are
 * dropped, the end is padded with silence. Hands out whole blocks in order.
 */
final class SampleTimeline {

    /** Receives a block; the arrays are reused after the call. */
    interface BlockSink {
        void accept(long firstSample, float[][] channels);
    }

    /** Instead of a sample: directly after what was laid down before. */
    static final long FOLLOWS = Long.MIN_VALUE;

    private final long end;
    private final int tolerance;
    private final BlockSink sink;
    private final float[][] block;
    private final int blockSamples;

    private int filled;
    private long next;
    private boolean placed;

    /**
     * @param channels how many there are
     * @param start first sample wanted, a multiple of the block from where blocks begin
     * @param end sample after the last wanted; {@code end - start} is whole blocks
     * @param tolerance samples by which a time stamp may be off, once sound flows, before it is believed
     */
    SampleTimeline(int channels, long start, long end, int block, int tolerance, BlockSink sink) {
        this.next = start;
        this.end = end;
        this.tolerance = tolerance;
        this.sink = sink;
        this.block = new float[channels][block];
        this.blockSamples = block;
    }

    /**
     * Lays samples down.
     *
     * @param at sample their time stamp says they begin at, or {@link #FOLLOWS}
     */
    void add(long at, float[][] samples, int count) {
        int from = 0;
        // what is laid first decides where all lies that follows on: it must lie exactly
        if (at != FOLLOWS && Math.abs(at - next) > (placed ? tolerance : 0)) {
            if (at > next) {
                silenceUntil(at);
            } else {
                from = (int) Math.min(count, next - at);
            }
        }
        for (int at2 = from; at2 < count && next < end; ) {
            int run = (int) Math.min(Math.min(count - at2, blockSamples - filled), end - next);
            for (int i = 0; i < block.length; i++) {
                System.arraycopy(samples[i], at2, block[i], filled, run);
            }
            at2 += run;
            placed = true;
            advance(run);
        }
    }

    /** Whether everything wanted has been handed out. */
    boolean finished() {
        return next >= end;
    }

    /** Fills the rest with silence. */
    void finish() {
        silenceUntil(end);
    }

    private void silenceUntil(long at) {
        long until = Math.min(at, end);
        while (next < until) {
            int run = (int) Math.min(blockSamples - filled, until - next);
            for (var channel : block) {
                Arrays.fill(channel, filled, filled + run, 0);
            }
            advance(run);
        }
    }

    private void advance(int run) {
        filled += run;
        next += run;
        if (filled == blockSamples) {
            sink.accept(next - filled, block);
            filled = 0;
        }
    }
}
