package dev.millrace.libav;

import java.util.Arrays;

/**
 * Stereo samples laid on the absolute sample grid: gaps become silence, overlaps and what lies before the start are
 * dropped, the end is padded with silence. Hands out whole blocks in order.
 */
final class SampleTimeline {

    /** Receives a block; the arrays are reused after the call. */
    interface BlockSink {
        void accept(long firstSample, float[] left, float[] right);
    }

    /** Instead of a sample: directly after what was laid down before. */
    static final long FOLLOWS = Long.MIN_VALUE;

    private final long end;
    private final int tolerance;
    private final BlockSink sink;
    private final float[] left;
    private final float[] right;

    private int filled;
    private long next;
    private boolean placed;

    /**
     * @param start first sample wanted, a multiple of the block from where blocks begin
     * @param end sample after the last wanted; {@code end - start} is whole blocks
     * @param tolerance samples by which a time stamp may be off, once sound flows, before it is believed
     */
    SampleTimeline(long start, long end, int block, int tolerance, BlockSink sink) {
        this.next = start;
        this.end = end;
        this.tolerance = tolerance;
        this.sink = sink;
        this.left = new float[block];
        this.right = new float[block];
    }

    /**
     * Lays samples down.
     *
     * @param at sample their time stamp says they begin at, or {@link #FOLLOWS}
     */
    void add(long at, float[] newLeft, float[] newRight, int count) {
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
            int run = (int) Math.min(Math.min(count - at2, left.length - filled), end - next);
            System.arraycopy(newLeft, at2, left, filled, run);
            System.arraycopy(newRight, at2, right, filled, run);
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
            int run = (int) Math.min(left.length - filled, until - next);
            Arrays.fill(left, filled, filled + run, 0);
            Arrays.fill(right, filled, filled + run, 0);
            advance(run);
        }
    }

    private void advance(int run) {
        filled += run;
        next += run;
        if (filled == left.length) {
            sink.accept(next - filled, left, right);
            filled = 0;
        }
    }
}
