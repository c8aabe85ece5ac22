package dev.millrace.libav;

import java.io.ByteArrayOutputStream;

/**
 * A bare H.264 stream whose pictures are coded as two fields each (ITU-T H.264 §7.4.1.2.4), which no encoder at hand makes:
 * macroblocks of plain samples (I_PCM), baseline syntax otherwise. Field n carries {@link FieldNumber} n.
 */
final class FieldCodedFilm {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 64;
    private static final int MACROBLOCK = 16;

    private static final int MAIN_PROFILE = 77;
    private static final int LEVEL = 30;
    private static final int I_PCM = 25;
    private static final int I_SLICE = 7;
    private static final byte GREY = (byte) 128;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private FieldCodedFilm() {}

    /** @param wholeEvery every so many pictures one is coded whole, as encoders do that choose; 0 for none */
    static byte[] of(int pictures, int wholeEvery) {
        var film = new FieldCodedFilm();
        for (int i = 0; i < pictures; i++) {
            film.parameters();
            if (wholeEvery > 0 && i % wholeEvery == wholeEvery - 1) {
                film.slice(true, i, false, false, 2 * i);
            } else {
                film.slice(true, i, true, false, 2 * i);
                film.slice(false, i, true, true, 2 * i + 1);
            }
        }
        return film.file.toByteArray();
    }

    private void parameters() {
        var sequence = new Bits();
        sequence.fixed(MAIN_PROFILE, 8).fixed(0, 8).fixed(LEVEL, 8);
        sequence.exp(0).exp(0).exp(2).exp(1).fixed(0, 1); // frame numbers of 4 bits, shown as decoded, 1 reference
        sequence.exp(WIDTH / MACROBLOCK - 1).exp(HEIGHT / MACROBLOCK / 2 - 1);
        sequence.fixed(0, 1).fixed(0, 1).fixed(1, 1).fixed(0, 1); // not only whole pictures
        sequence.fixed(1, 1); // vui: only how many fields a second
        sequence.fixed(0, 4).fixed(1, 1).fixed(1, 32).fixed(50, 32).fixed(1, 1).fixed(0, 4);
        unit(0x67, sequence);
        var picture = new Bits();
        picture.exp(0)
                .exp(0)
                .fixed(0, 2)
                .exp(0)
                .exp(0)
                .exp(0)
                .fixed(0, 3)
                .exp(0)
                .exp(0)
                .exp(0)
                .fixed(0, 3);
        unit(0x68, picture);
    }

    private void slice(boolean idr, int number, boolean field, boolean bottom, int content) {
        var slice = new Bits();
        slice.exp(0).exp(I_SLICE).exp(0).fixed(0, 4).fixed(field ? 1 : 0, 1);
        if (field) {
            slice.fixed(bottom ? 1 : 0, 1);
        }
        if (idr) {
            slice.exp(number % 2).fixed(0, 2);
        } else {
            slice.fixed(0, 1);
        }
        slice.exp(0); // quantiser as in the picture's parameters
        int rows = HEIGHT / MACROBLOCK / (field ? 2 : 1);
        for (int i = 0; i < rows * WIDTH / MACROBLOCK; i++) {
            macroblock(slice, i, field, rows, content);
        }
        unit(idr ? 0x65 : 0x61, slice);
    }

    private static void macroblock(Bits slice, int index, boolean field, int rows, int content) {
        int left = index * MACROBLOCK % WIDTH;
        int top = index * MACROBLOCK / WIDTH * MACROBLOCK;
        slice.exp(I_PCM).align();
        for (int y = top; y < top + MACROBLOCK; y++) {
            boolean lower = 2 * y >= rows * MACROBLOCK;
            for (int x = left; x < left + MACROBLOCK; x++) {
                int number = field ? content : content + y % 2;
                slice.fixed(lower ? GREY & 0xff : FieldNumber.brightness(number, x), 8);
            }
        }
        for (int i = 0; i < MACROBLOCK * MACROBLOCK / 2; i++) {
            slice.fixed(GREY & 0xff, 8);
        }
    }

    /** A NAL unit; zeros that could be taken for a start code get a byte between them. */
    private void unit(int header, Bits payload) {
        file.writeBytes(new byte[] {0, 0, 0, 1, (byte) header});
        int zeros = 0;
        for (byte b : payload.trailing()) {
            if (zeros >= 2 && (b & 0xff) <= 3) {
                file.write(3);
                zeros = 0;
            }
            file.write(b);
            zeros = b == 0 ? zeros + 1 : 0;
        }
    }

    /** Bits of a syntax structure (§7.2). */
    private static final class Bits {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int current;
        private int count;

        Bits fixed(int value, int bits) {
            for (int i = bits - 1; i >= 0; i--) {
                current = current << 1 | value >>> i & 1;
                if (++count == 8) {
                    out.write(current);
                    count = 0;
                }
            }
            return this;
        }

        Bits exp(int value) {
            int bits = 31 - Integer.numberOfLeadingZeros(value + 1);
            return fixed(0, bits).fixed(value + 1, bits + 1);
        }

        void align() {
            while (count != 0) {
                fixed(0, 1);
            }
        }

        byte[] trailing() {
            fixed(1, 1).align();
            return out.toByteArray();
        }
    }
}
