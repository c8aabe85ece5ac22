package dev.millrace.playback;

/**
 * Roughly how often something was asked for lately, in a fixed amount of memory: a count-min sketch whose counts are
 * halved now and then (as in TinyLFU, Einziger et al.).
 *
 * <p>Not safe for threads.
 */
final class Popularity {

    private static final int ROWS = 4;
    private static final int MOST = 255;
    private static final int COUNTS_PER_HALVING = 8;

    private final byte[] counts;
    private final int mask;
    private int sinceHalving;

    /** @param things about how many are told apart */
    Popularity(int things) {
        int width = Integer.highestOneBit(Math.max(16, things) * 2 - 1);
        this.counts = new byte[ROWS * width];
        this.mask = width - 1;
    }

    void count(Object thing) {
        int hash = thing.hashCode();
        for (int row = 0; row < ROWS; row++) {
            int at = at(hash, row);
            if ((counts[at] & MOST) < MOST) {
                counts[at]++;
            }
        }
        if (++sinceHalving > COUNTS_PER_HALVING * (mask + 1)) {
            halve();
        }
    }

    /** Never too low since the last halving, seldom too high. */
    int of(Object thing) {
        int hash = thing.hashCode();
        int least = MOST;
        for (int row = 0; row < ROWS; row++) {
            least = Math.min(least, counts[at(hash, row)] & MOST);
        }
        return least;
    }

    private void halve() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (byte) ((counts[i] & MOST) >>> 1);
        }
        sinceHalving = 0;
    }

    private int at(int hash, int row) {
        int mixed = (hash + row * 0x9E3779B9) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 15) * 0xC2B2AE35;
        return row * (mask + 1) + ((mixed ^ mixed >>> 13) & mask);
    }
}
