package dev.millrace.libav;

/**
 * A number painted into a picture so that it survives encoding and scaling: 16 cells of black and white over the upper
 * half, 12 bits of number and 4 of checksum.
 */
final class FrameNumber {

    static final int NONE = -1;

    private static final int NUMBER_BITS = 12;
    static final int LARGEST = (1 << NUMBER_BITS) - 1;
    private static final int COLUMNS = 8;
    private static final int ROWS = 2;
    private static final int BLACK = 40;
    private static final int WHITE = 210;

    /** Half the tolerance around black and white: a blend of two pictures is neither. */
    private static final int TOLERANCE = 45;

    private FrameNumber() {}

    /** Brightness of the cell at a place of the upper half, in parts of the whole picture. */
    static int brightness(int number, double x, double y) {
        int cell = (int) (y * 2 * ROWS) * COLUMNS + (int) (x * COLUMNS);
        return (code(number) >> cell & 1) == 1 ? WHITE : BLACK;
    }

    /** The number in a luma plane, or {@link #NONE} when there is none that can be trusted. */
    static int read(byte[] luma, int width, int height) {
        int code = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                double x = (column + 0.5) / COLUMNS;
                double y = (row + 0.5) / (2 * ROWS);
                int value = average(luma, width, (int) (x * width), (int) (y * height), Math.max(1, width / 40));
                if (Math.abs(value - WHITE) <= TOLERANCE) {
                    code |= 1 << (row * COLUMNS + column);
                } else if (Math.abs(value - BLACK) > TOLERANCE) {
                    return NONE;
                }
            }
        }
        int number = code & LARGEST;
        return code == code(number) ? number : NONE;
    }

    private static int code(int number) {
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("no room for the number " + number);
        }
        int check = (number ^ number >> 4 ^ number >> 8 ^ 0b1010) & 0xf;
        return number | check << NUMBER_BITS;
    }

    private static int average(byte[] luma, int width, int centreX, int centreY, int reach) {
        int sum = 0;
        int count = 0;
        for (int y = Math.max(0, centreY - reach); y <= Math.min(luma.length / width - 1, centreY + reach); y++) {
            for (int x = Math.max(0, centreX - reach); x <= Math.min(width - 1, centreX + reach); x++) {
                sum += luma[y * width + x] & 0xff;
                count++;
            }
        }
        return sum / count;
    }
}
