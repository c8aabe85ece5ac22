package dev.millrace.manifest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The finished (VOD) media playlist of one rendition: its segments in presentation order.
 *
 * @param targetDuration EXT-X-TARGETDURATION in seconds; given from outside, since all renditions of a stream must
 *     state the same (RFC 8216bis §6.2.4)
 * @param initSegmentUri of EXT-X-MAP
 * @param timescale ticks per second of all segments
 * @param segments without a gap, from the start of the film
 */
public record MediaPlaylist(int targetDuration, String initSegmentUri, int timescale, List<Segment> segments) {

    private static final long MICROS = 1_000_000;

    /** One segment: where it is, and how long it lasts in ticks. */
    public record Segment(String uri, long ticks) {

        public Segment {
            if (ticks < 1) {
                throw new IllegalArgumentException("a segment lasts at least a tick, not " + ticks + ": " + uri);
            }
        }
    }

    public MediaPlaylist {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a media playlist needs at least one segment");
        }
        long longest = segments.stream().mapToLong(Segment::ticks).max().orElseThrow();
        if (targetDuration < leastTargetDuration(longest, timescale)) {
            throw new IllegalArgumentException("a segment of " + longest + "/" + timescale
                    + " s does not fit a target duration of " + targetDuration + " s");
        }
    }

    /**
     * The smallest target duration that holds a segment: no EXTINF, rounded to the nearest second, may exceed it
     * (RFC 8216 §4.3.3.1), and it is never 0.
     */
    public static int leastTargetDuration(long longestTicks, int timescale) {
        return (int) Math.max(1, Math.floorDiv(2 * longestTicks + timescale, 2L * timescale));
    }

    /** The playlist as it stands on the wire. */
    public byte[] render() {
        var out = new StringBuilder(128 + 28 * segments.size());
        out.append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:").append(targetDuration);
        out.append("\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"");
        out.append(initSegmentUri).append("\"\n");
        for (var segment : segments) {
            out.append("#EXTINF:");
            appendSeconds(out, segment.ticks(), timescale);
            out.append(",\n").append(segment.uri()).append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Six decimals, rounded to the nearest microsecond: hours of segments stay within a frame of the truth. */
    static void appendSeconds(StringBuilder out, long ticks, int timescale) {
        long micros = Math.floorDiv(Math.multiplyExact(ticks, 2 * MICROS) + timescale, 2L * timescale);
        out.append(micros / MICROS).append('.');
        var decimals = Long.toString(MICROS + micros % MICROS);
        out.append(decimals, 1, decimals.length());
    }
}
