package dev.millrace.libav;

/**
 * The highest level of one channel between its samples: four times as many are computed by the filter of ITU-R BS.1770-4,
 * annex 2. Where no sample near by is loud enough to lead above the highest so far, nothing is computed.
 */
final class TruePeak {

    private static final int TAPS = 12;

    private static final double[] QUARTER = {
        -0.0291748046875,
        0.0292968750000,
        -0.0517578125000,
        0.0891113281250,
        -0.1665039062500,
        0.4650878906250,
        0.7797851562500,
        -0.2003173828125,
        0.1015625000000,
        -0.0582275390625,
        0.0330810546875,
        -0.0189208984375
    };

    private static final double[] WHOLE = {
        0.0017089843750,
        0.0109863281250,
        -0.0196533203125,
        0.0332031250000,
        -0.0594482421875,
        0.1373291015625,
        0.9721679687500,
        -0.1022949218750,
        0.0476074218750,
        -0.0266113281250,
        0.0148925781250,
        -0.0083007812500
    };

    /** No result of a phase is higher than this many times its largest sample: the sum of the absolute taps. */
    private static final double MOST = 2.03;

    private final double[] last = new double[2 * TAPS];
    private int position;
    private int loud;
    private double highest;

    /** Takes the next samples in. */
    void add(float[] samples) {
        for (float sample : samples) {
            position = position == 0 ? TAPS - 1 : position - 1;
            last[position] = sample; // twice, so that twelve in a row can always be read
            last[position + TAPS] = sample;
            double level = Math.abs(sample);
            highest = Math.max(highest, level);
            loud = level * MOST > highest ? TAPS : Math.max(0, loud - 1);
            if (loud > 0) {
                interpolate();
            }
        }
    }

    /** From 0 on; 1 is full scale. */
    double highest() {
        return highest;
    }

    /** What comes next does not follow on. */
    void reset() {
        java.util.Arrays.fill(last, 0);
        loud = 0;
    }

    private void interpolate() {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = 0; i < TAPS; i++) {
            double sample = last[position + i];
            first += WHOLE[i] * sample;
            second += QUARTER[i] * sample;
            third += QUARTER[TAPS - 1 - i] * sample;
            fourth += WHOLE[TAPS - 1 - i] * sample;
        }
        highest = Math.max(
                Math.max(highest, Math.max(Math.abs(first), Math.abs(second))),
                Math.max(Math.abs(third), Math.abs(fourth)));
    }
}
