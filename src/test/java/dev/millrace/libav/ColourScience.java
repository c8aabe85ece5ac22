package dev.millrace.libav;

import java.util.function.DoubleUnaryOperator;

/**
 * The mathematics of colours in doubles, written from the standards and not from the code that is tested: what a picture
 * of one colour system looks like in BT.709, and how far apart two colours are.
 */
final class ColourScience {

    private static final double[] D65 = {0.3127, 0.3290};
    private static final double HDR_REFERENCE_NITS = 100;

    /** Chromaticities x, y of red, green, blue and white. */
    enum Primaries {
        BT709(1, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060),
        BT470BG(5, 0.640, 0.330, 0.290, 0.600, 0.150, 0.060),
        SMPTE170M(6, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
        BT2020(9, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
        DISPLAY_P3(12, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);

        final int number;
        private final double[] xy;

        Primaries(int number, double... xy) {
            this.number = number;
            this.xy = xy;
        }
    }

    /** From numbers to light (1.0 is the white of SDR, or 100 cd/m²). */
    enum Transfer {
        SDR(1, v -> Math.pow(v, 2.4)),
        LINEAR(8, v -> v),
        PQ(16, ColourScience::pq),
        HLG(18, ColourScience::hlg);

        final int number;
        private final DoubleUnaryOperator light;

        Transfer(int number, DoubleUnaryOperator light) {
            this.number = number;
            this.light = light;
        }

        boolean hdr() {
            return this == PQ || this == HLG;
        }
    }

    /** Weights of red and blue in luma. */
    enum Matrix {
        BT709(1, 0.2126, 0.0722),
        FCC(4, 0.30, 0.11),
        BT470BG(5, 0.299, 0.114),
        SMPTE170M(6, 0.299, 0.114),
        SMPTE240M(7, 0.212, 0.087),
        BT2020(9, 0.2627, 0.0593);

        final int number;
        private final double red;
        private final double blue;

        Matrix(int number, double red, double blue) {
            this.number = number;
            this.red = red;
            this.blue = blue;
        }

        /** Luma 0 to 1, chroma −0.5 to 0.5. */
        double[] toLuma(double[] rgb) {
            double y = red * rgb[0] + (1 - red - blue) * rgb[1] + blue * rgb[2];
            return new double[] {y, (rgb[2] - y) / (2 * (1 - blue)), (rgb[0] - y) / (2 * (1 - red))};
        }

        double[] toRgb(double[] yuv) {
            double r = yuv[0] + 2 * (1 - red) * yuv[2];
            double b = yuv[0] + 2 * (1 - blue) * yuv[1];
            return new double[] {r, (yuv[0] - red * r - blue * b) / (1 - red - blue), b};
        }
    }

    private ColourScience() {}

    /**
     * What a colour should become: numbers of BT.709, 0 to 1.
     *
     * @param peakNits of HDR films
     */
    static double[] inBt709(double[] rgb, Primaries primaries, Transfer transfer, double peakNits) {
        var light = new double[3];
        for (int i = 0; i < 3; i++) {
            light[i] = transfer.light.applyAsDouble(rgb[i]);
        }
        var shown = times(inverse(toXyz(Primaries.BT709)), times(toXyz(primaries), light));
        if (transfer.hdr()) {
            double brightest = Math.max(1e-6, Math.max(shown[0], Math.max(shown[1], shown[2])));
            double factor = hable(brightest) / hable(peakNits / HDR_REFERENCE_NITS) / brightest;
            for (int i = 0; i < 3; i++) {
                shown[i] *= factor;
            }
        }
        var numbers = new double[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = Math.pow(Math.max(0, Math.min(1, shown[i])), 1 / 2.4);
        }
        return numbers;
    }

    /** CIE 1976 ΔE of two colours in BT.709 numbers, seen on a screen of sRGB's curve. */
    static double deltaE(double[] one, double[] other) {
        var a = lab(one);
        var b = lab(other);
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    /** SMPTE ST 2084. */
    private static double pq(double v) {
        double p = Math.pow(v, 1 / 78.84375);
        return Math.pow(Math.max(p - 0.8359375, 0) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125)
                * 10_000
                / HDR_REFERENCE_NITS;
    }

    /** ARIB STD-B67 on a screen of 1000 cd/m², its gamma of 1.2 on each of red, green and blue. */
    private static double hlg(double v) {
        double scene = v <= 0.5 ? v * v / 3 : (Math.exp((v - 0.55991073) / 0.17883277) + 0.28466892) / 12;
        return Math.pow(scene, 1.2) * 1000 / HDR_REFERENCE_NITS;
    }

    /** Hable's filmic curve ("Uncharted 2"). */
    private static double hable(double v) {
        return (v * (v * 0.15 + 0.05) + 0.004) / (v * (v * 0.15 + 0.50) + 0.06) - 1 / 15.0;
    }

    private static double[] lab(double[] numbers) {
        var light = new double[3];
        for (int i = 0; i < 3; i++) {
            double v = Math.max(0, Math.min(1, numbers[i]));
            light[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        var xyz = times(toXyz(Primaries.BT709), light);
        double x = root(xyz[0] / (D65[0] / D65[1]));
        double y = root(xyz[1]);
        double z = root(xyz[2] / ((1 - D65[0] - D65[1]) / D65[1]));
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** From red, green and blue to CIE XYZ (SMPTE RP 177). */
    private static double[][] toXyz(Primaries primaries) {
        var m = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double x = primaries.xy[2 * i];
            double y = primaries.xy[2 * i + 1];
            m[0][i] = x / y;
            m[1][i] = 1;
            m[2][i] = (1 - x - y) / y;
        }
        var white = new double[] {D65[0] / D65[1], 1, (1 - D65[0] - D65[1]) / D65[1]};
        var strength = times(inverse(m), white);
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                m[row][i] *= strength[i];
            }
        }
        return m;
    }

    private static double[] times(double[][] m, double[] v) {
        var product = new double[3];
        for (int row = 0; row < 3; row++) {
            product[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
        }
        return product;
    }

    private static double[][] inverse(double[][] m) {
        var inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * cofactor(m, 0, i);
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                inverse[column][row] = cofactor(m, row, column) / determinant;
            }
        }
        return inverse;
    }

    private static double cofactor(double[][] m, int row, int column) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
    }
}
