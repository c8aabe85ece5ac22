package dev.millrace.transcode;

import dev.millrace.transcode.Streams.Published;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some parts of a published rung, as a film of their own: its init segment and these parts behind one another.
 *
 * @param rendition name of the rung
 * @param parts ascending
 */
record Excerpt(String rendition, List<Part> parts) {

    /**
     * Whole fragments of a segment.
     *
     * @param segment its number
     * @param offset of the first byte
     * @param length in bytes
     */
    record Part(int segment, long offset, long length) {}

    Excerpt {
        parts = List.copyOf(parts);
    }

    /**
     * Certain GOPs of a finished rung.
     *
     * @param gops their numbers in the film, ascending
     * @param segments of the rung; all of them, with their key pictures
     */
    static Excerpt ofGops(String rendition, List<Integer> gops, List<Published> segments) {
        var all = new ArrayList<Part>();
        for (var segment : segments) {
            for (int i = 0; i < segment.keys().size(); i++) {
                all.add(gop(segment, i));
            }
        }
        return new Excerpt(rendition, gops.stream().map(all::get).toList());
    }

    /** One GOP of a segment; the whole segment when it is not known where its GOPs are. */
    static Part gop(Published segment, int number) {
        var keys = segment.keys();
        if (keys.isEmpty()) {
            return new Part(segment.number(), 0, segment.sizeBytes());
        }
        long from = number == 0 ? 0 : keys.get(number).offset();
        long end = number + 1 < keys.size() ? keys.get(number + 1).offset() : segment.sizeBytes();
        return new Part(segment.number(), from, end - from);
    }

    /** A rung's published segments in order. */
    static List<Published> segments(List<Published> all, String rendition) {
        var segments = new ArrayList<>(
                all.stream().filter(s -> s.rendition().equals(rendition)).toList());
        Collections.sort(segments, (a, b) -> Integer.compare(a.number(), b.number()));
        return segments;
    }
}
