package dev.millrace.libav;

/**
 * A number painted into a field: a bar on the upper half that moves on by two pixels with each. Cells that turn from black
 * to white and back, as {@link FrameNumber} has, look like a pattern that stands still to any deinterlacer.
 */
final class FieldNumber {

    private static final int STEP = 2;
    private static final int BAR = 24;
    private static final int BLACK = 40;
    private static final int WHITE = 210;

    private FieldNumber() {}

    /** Brightness of a pixel of the upper half. */
    static int brightness(int number, int x) {
        return x >= number * STEP && x < number * STEP + BAR ? WHITE : BLACK;
    }

    /** The number in a luma plane, by the middle of the bar. */
    static int read(byte[] luma, int width) {
        double sum = 0;
        double weights = 0;
        int height = luma.length / width;
        for (int y = height / 8; y < height * 3 / 8; y++) {
            for (int x = 0; x < width; x++) {
                double weight = Math.max(0, (luma[y * width + x] & 0xff) - (BLACK + WHITE) / 2);
                sum += weight * (x + 0.5);
                weights += weight;
            }
        }
        return weights == 0 ? -1 : (int) Math.round((sum / weights - BAR / 2.0) / STEP);
    }
}
