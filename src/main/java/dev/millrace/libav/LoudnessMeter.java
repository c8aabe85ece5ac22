package dev.millrace.libav;

import dev.millrace.media.Loudness;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Measures loudness after EBU R 128 (ITU-R BS.1770-4, EBU Tech 3342) at 48 kHz, of one piece of sound or of several
 * stretches of it under one gate.
 *
 * <p>Our own and not libav's filter: that one cannot be told that a stretch does not follow on the one before, and takes
 * several times as long.
 */
final class LoudnessMeter {

    private static final int HOP_SAMPLES = 4_800;

    /** A gating block is 400 ms, a short-term value 3 s; both begin anew every 100 ms. */
    private static final int BLOCK_HOPS = 4;

    private static final int SHORT_TERM_HOPS = 30;

    private static final double SILENCE_LUFS = -70;
    private static final double GATE_LU = -10;
    private static final double RANGE_GATE_LU = -20;
    private static final double LOWEST_SHARE = 0.10;
    private static final double HIGHEST_SHARE = 0.95;
    private static final double OFFSET = -0.691;

    private static final double[] STEREO = {1, 1};

    /** Left, right, centre, LFE, left and right surround. */
    private static final double[] SURROUND = {1, 1, 1, 0, 1.41, 1.41};

    private final double[] weights;
    private final KWeighting[] filters;
    private final TruePeak[] peaks;
    private final double[] hops = new double[SHORT_TERM_HOPS];
    private final Energies blocks = new Energies();
    private final Energies shortTerms = new Energies();

    private long hopsSeen;
    private int filled;
    private double energy;

    /**
     * @param channels 2, or 6 for 5.1
     */
    LoudnessMeter(int channels) {
        weights = channels == STEREO.length ? STEREO : SURROUND;
        filters = new KWeighting[channels];
        peaks = new TruePeak[channels];
        Arrays.setAll(filters, i -> new KWeighting());
        Arrays.setAll(peaks, i -> new TruePeak());
    }

    /** Takes the next samples in, channel by channel. */
    void add(float[][] channels) {
        for (int i = 0; i < channels.length; i++) {
            peaks[i].add(channels[i]);
        }
        int length = channels[0].length;
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + HOP_SAMPLES - filled);
            for (int i = 0; i < channels.length; i++) {
                if (weights[i] > 0) {
                    energy += weights[i] * filters[i].energy(channels[i], from, to);
                }
            }
            filled += to - from;
            from = to;
            if (filled == HOP_SAMPLES) {
                hop();
            }
        }
    }

    /** What comes next does not follow on. */
    void gap() {
        Arrays.stream(filters).forEach(KWeighting::reset);
        Arrays.stream(peaks).forEach(TruePeak::reset);
        hopsSeen = 0;
        filled = 0;
        energy = 0;
    }

    /**
     * @param whole what to say of it: whether all was heard
     */
    Loudness result(boolean whole) {
        double peak = Arrays.stream(peaks).mapToDouble(TruePeak::highest).max().orElse(0);
        double mean = blocks.meanAbove(gate(blocks, GATE_LU));
        return new Loudness(
                Double.isNaN(mean) ? null : lufs(mean), range(), peak == 0 ? null : 20 * Math.log10(peak), whole);
    }

    private void hop() {
        hops[(int) (hopsSeen++ % SHORT_TERM_HOPS)] = energy / HOP_SAMPLES;
        filled = 0;
        energy = 0;
        if (hopsSeen >= BLOCK_HOPS) {
            blocks.add(meanOfLast(BLOCK_HOPS));
        }
        if (hopsSeen >= SHORT_TERM_HOPS) {
            shortTerms.add(meanOfLast(SHORT_TERM_HOPS));
        }
    }

    private double meanOfLast(int count) {
        double sum = 0;
        for (int i = 1; i <= count; i++) {
            sum += hops[(int) ((hopsSeen - i) % SHORT_TERM_HOPS)];
        }
        return sum / count;
    }

    /** So many LU below what is left when silence is taken out; as energy. */
    private static double gate(Energies energies, double below) {
        double silence = energy(SILENCE_LUFS);
        double mean = energies.meanAbove(silence);
        return Double.isNaN(mean) ? silence : Math.max(silence, mean * Math.pow(10, below / 10));
    }

    private double range() {
        double gate = gate(shortTerms, RANGE_GATE_LU);
        var loud = shortTerms.stream().filter(e -> e > gate).sorted().toArray();
        if (loud.length < 2) {
            return 0;
        }
        double low = loud[(int) Math.round((loud.length - 1) * LOWEST_SHARE)];
        double high = loud[(int) Math.round((loud.length - 1) * HIGHEST_SHARE)];
        return lufs(high) - lufs(low);
    }

    private static double lufs(double energy) {
        return OFFSET + 10 * Math.log10(energy);
    }

    private static double energy(double lufs) {
        return Math.pow(10, (lufs - OFFSET) / 10);
    }

    /** A list of numbers that grows; hours have hundreds of thousands. */
    private static final class Energies {

        private double[] values = new double[1024];
        private int count;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        /** Not a number when none is above. */
        double meanAbove(double gate) {
            return stream().filter(v -> v > gate).average().orElse(Double.NaN);
        }

        DoubleStream stream() {
            return Arrays.stream(values, 0, count);
        }
    }
}
