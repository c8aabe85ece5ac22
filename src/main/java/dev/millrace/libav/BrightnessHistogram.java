package dev.millrace.libav;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** How the brightness of a small grey picture is spread, over 32 classes, as shares of 1. */
record BrightnessHistogram(double[] shares) {

    private static final int CLASSES = 32;
    private static final double DARKEST_MEAN = 0.08;
    private static final double FLATTEST_SPREAD = 0.04;

    /** Lost, in histogram distance, by a picture that is dark or flat: more than any honest distance. */
    private static final double PENALTY = 10;

    static BrightnessHistogram of(AVFrame grey) {
        var row = new byte[grey.width()];
        var shares = new double[CLASSES];
        double one = 1.0 / ((double) grey.width() * grey.height());
        for (int y = 0; y < grey.height(); y++) {
            grey.data(0).position((long) y * grey.linesize(0)).get(row);
            for (byte value : row) {
                shares[(value & 0xff) * CLASSES / 256] += one;
            }
        }
        return new BrightnessHistogram(shares);
    }

    /** Index of the histogram nearest to the average, dark and flat ones last. */
    static int mostRepresentative(List<BrightnessHistogram> all) {
        var average = new double[CLASSES];
        for (var histogram : all) {
            for (int i = 0; i < CLASSES; i++) {
                average[i] += histogram.shares[i] / all.size();
            }
        }
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            double distance = all.get(i).distanceTo(average) + all.get(i).penalty();
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private double distanceTo(double[] other) {
        double sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            sum += (shares[i] - other[i]) * (shares[i] - other[i]);
        }
        return sum;
    }

    private double penalty() {
        double mean = 0;
        for (int i = 0; i < CLASSES; i++) {
            mean += shares[i] * (i + 0.5) / CLASSES;
        }
        double variance = 0;
        for (int i = 0; i < CLASSES; i++) {
            double off = (i + 0.5) / CLASSES - mean;
            variance += shares[i] * off * off;
        }
        return mean < DARKEST_MEAN || Math.sqrt(variance) < FLATTEST_SPREAD ? PENALTY : 0;
    }
}
