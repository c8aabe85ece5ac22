package dev.millrace.proof;

import dev.millrace.media.Resolution;
import java.util.List;

/**
 * A planned rendition, and what is stored of it.
 *
 * @param name of the rendition: {@code v720}
 * @param timescale planned ticks per second
 * @param ticks planned length of each segment, by its number
 * @param frameTicks planned length of one picture or one AAC frame
 * @param size planned size of the pictures; null for sound
 * @param init the stored init segment
 * @param initAsRecorded whether its bytes have the hash that every segment was made against
 * @param stored the published segments
 */
public record Track(
        String name,
        int timescale,
        List<Long> ticks,
        long frameTicks,
        Resolution size,
        InitSegment init,
        boolean initAsRecorded,
        List<Stored> stored) {

    /** A published segment. */
    public record Stored(int number, long sizeBytes) {}

    public Track {
        ticks = List.copyOf(ticks);
        stored = List.copyOf(stored);
    }

    boolean pictures() {
        return size != null;
    }

    long length() {
        return ticks.stream().mapToLong(Long::longValue).sum();
    }

    double seconds() {
        return (double) length() / timescale;
    }

    double frameSeconds() {
        return (double) frameTicks / timescale;
    }
}
