package dev.millrace.libav;

/** The weighting of ITU-R BS.1770 for one channel at 48 kHz: a shelf for the head, then a high-pass. */
final class KWeighting {

    private static final double[] SHELF = {
        1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
    };

    private static final double[] HIGH_PASS = {1, -2, 1, -1.99004745483398, 0.99007225036621};

    /** Below this nothing is heard; numbers that small cost a processor hundreds of cycles each. */
    private static final double NOTHING = 1e-15;

    private double shelf1;
    private double shelf2;
    private double high1;
    private double high2;

    /** The energy of a stretch after weighting: the sum of the squares. */
    double energy(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = samples[i];
            double y = SHELF[0] * x + shelf1;
            shelf1 = SHELF[1] * x - SHELF[3] * y + shelf2;
            shelf2 = SHELF[2] * x - SHELF[4] * y;
            double z = HIGH_PASS[0] * y + high1;
            high1 = HIGH_PASS[1] * y - HIGH_PASS[3] * z + high2;
            high2 = HIGH_PASS[2] * y - HIGH_PASS[4] * z;
            sum += z * z;
        }
        if (Math.abs(shelf1) + Math.abs(shelf2) + Math.abs(high1) + Math.abs(high2) < NOTHING) {
            reset();
        }
        return sum;
    }

    void reset() {
        shelf1 = 0;
        shelf2 = 0;
        high1 = 0;
        high2 = 0;
    }
}
