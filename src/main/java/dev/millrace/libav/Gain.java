package dev.millrace.libav;

/** Makes sound louder or softer, all of it by the same factor. */
final class Gain {

    private final float factor;
    private final float[][] scaled;

    Gain(double decibels, int channels, int blockSamples) {
        this.factor = (float) Math.pow(10, decibels / 20);
        this.scaled = new float[channels][blockSamples];
    }

    /** The block, scaled; valid until the next call. */
    float[][] of(float[][] block) {
        if (factor == 1) {
            return block;
        }
        for (int i = 0; i < block.length; i++) {
            for (int s = 0; s < block[i].length; s++) {
                scaled[i][s] = block[i][s] * factor;
            }
        }
        return scaled;
    }
}
