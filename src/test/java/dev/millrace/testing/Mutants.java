package dev.millrace.testing;

import java.util.Arrays;
import java.util.Random;

/** Damaged copies of a file, the same for the same seed: flipped bits, lost, repeated and zeroed stretches, a cut end. */
public final class Mutants {

    private static final int HEAD = 1500;
    private static final int MOST_FLIPS = 24;

    private Mutants() {}

    public static byte[] of(byte[] good, long seed) {
        var random = new Random(seed);
        var bytes = good.clone();
        switch (random.nextInt(6)) {
            case 0 -> flip(bytes, random, Math.min(HEAD, bytes.length));
            case 1 -> Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0);
            case 2 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            case 3 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int length = random.nextInt(bytes.length - Math.max(from, to));
                System.arraycopy(good, from, bytes, to, length);
            }
            case 4 -> {
                int from = Math.max(0, bytes.length - HEAD); // the index of many containers
                var tail = Arrays.copyOfRange(bytes, from, bytes.length);
                flip(tail, random, tail.length);
                System.arraycopy(tail, 0, bytes, from, tail.length);
            }
            default -> flip(bytes, random, bytes.length);
        }
        return bytes;
    }

    private static void flip(byte[] bytes, Random random, int within) {
        for (int flips = 1 + random.nextInt(MOST_FLIPS); flips > 0; flips--) {
            bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
    }
}
