package dev.millrace.manifest;

import dev.millrace.media.Bitrate;
import java.util.List;

/**
 * What a rendition costs a network.
 *
 * @param peak the peak segment bit rate of RFC 8216bis §4.4.6.2: the largest rate over any contiguous run of segments
 *     that lasts 0.5 to 1.5 target durations
 * @param average of the whole rendition
 */
public record Bandwidth(Bitrate peak, Bitrate average) {

    /** So many seconds of segments weigh as much as what was planned. */
    private static final double PLAN_SECONDS = 30;

    /** A capped encode of an ordinary film stays below its cap on average, by about this share. */
    private static final double AVERAGE_SHARE = 0.7;

    /** A segment that exists: its bytes, and how long it lasts in ticks. */
    public record Measured(int number, long sizeBytes, long ticks) {}

    /** What one and the other cost together. */
    public Bandwidth plus(Bandwidth other) {
        return new Bandwidth(peak.plus(other.peak), average.plus(other.average));
    }

    /**
     * Measures a rendition, whole or in part.
     *
     * @param segments ascending; where a number is missing a run ends
     */
    public static Bandwidth measured(List<Measured> segments, int timescale, int targetDuration) {
        long bytes = segments.stream().mapToLong(Measured::sizeBytes).sum();
        long ticks = segments.stream().mapToLong(Measured::ticks).sum();
        if (ticks == 0) {
            throw new IllegalArgumentException("nothing to measure");
        }
        long average = bitsPerSecond(bytes, ticks, timescale);
        long peak = peak(segments, timescale, targetDuration);
        return new Bandwidth(new Bitrate(peak == 0 ? average : peak), new Bitrate(average));
    }

    /**
     * The best guess while segments are missing: the plan, outweighed more and more by what is measured.
     *
     * @param cap the rate the encoder must not exceed for long
     */
    public static Bandwidth estimated(Bitrate cap, List<Measured> segments, int timescale, int targetDuration) {
        var planned = new Bandwidth(cap, cap.times(AVERAGE_SHARE));
        if (segments.isEmpty()) {
            return planned;
        }
        double seconds = (double) segments.stream().mapToLong(Measured::ticks).sum() / timescale;
        var known = measured(segments, timescale, targetDuration);
        double weight = seconds / (seconds + PLAN_SECONDS);
        var average = known.average().times(weight).plus(planned.average().times(1 - weight));
        var peak = known.peak().times(weight).plus(planned.peak().times(1 - weight));
        return new Bandwidth(larger(peak, known.peak()), average);
    }

    /** Looks at every run, but at none longer than 1.5 target durations: a handful of segments each. */
    private static long peak(List<Measured> segments, int timescale, int targetDuration) {
        long target = (long) targetDuration * timescale;
        long best = 0;
        for (int first = 0; first < segments.size(); first++) {
            long bytes = 0;
            long ticks = 0;
            for (int i = first; i < segments.size() && follows(segments, first, i); i++) {
                bytes += segments.get(i).sizeBytes();
                ticks += segments.get(i).ticks();
                if (2 * ticks > 3 * target) {
                    break;
                }
                if (2 * ticks >= target) {
                    best = Math.max(best, bitsPerSecond(bytes, ticks, timescale));
                }
            }
        }
        return best;
    }

    private static boolean follows(List<Measured> segments, int first, int i) {
        return segments.get(i).number() - segments.get(first).number() == i - first;
    }

    /** Rounded up: a stated rate is never below the true one. */
    private static long bitsPerSecond(long bytes, long ticks, int timescale) {
        long bitTicks = Math.multiplyExact(Math.multiplyExact(bytes, 8), (long) timescale);
        return Math.floorDiv(bitTicks + ticks - 1, ticks);
    }

    private static Bitrate larger(Bitrate a, Bitrate b) {
        return a.bitsPerSecond() >= b.bitsPerSecond() ? a : b;
    }
}
