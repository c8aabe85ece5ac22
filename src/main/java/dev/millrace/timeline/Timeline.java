package dev.millrace.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Where every segment and every chunk of a video begins and ends.
 *
 * <p>Segments cover the grid without gap or overlap, chunks cover the segments likewise. The first segments are one
 * GOP each so that the first picture is there soon; the others are two.
 */
public record Timeline(Grid grid, List<Segment> segments, List<Chunk> chunks) {

    private static final int SHORT_SEGMENTS = 3;
    private static final int GOPS_PER_SEGMENT = 2;
    private static final double CHUNK_SECONDS = 16;
    private static final double LONGEST_CHUNK_SECONDS = 28;

    public Timeline {
        segments = List.copyOf(segments);
        chunks = List.copyOf(chunks);
    }

    /**
     * Plans a film whose source may be entered at the given slots.
     *
     * @param keySlots slots of the source's key frames, ascending; chunks begin at or soon after one, so that little
     *     is decoded twice. Null when the source can only be read from its start: one chunk.
     */
    public static Timeline plan(Grid grid, List<Long> keySlots) {
        var segments = segments(grid);
        var chunks = keySlots == null ? List.of(new Chunk(0, 0, segments.size())) : chunks(grid, segments, keySlots);
        return new Timeline(grid, segments, chunks);
    }

    /** The longest segment in ticks of the grid's timescale. */
    public long longestSegmentTicks() {
        return segments.stream().mapToLong(Segment::frames).max().orElseThrow() * grid.frameTicks();
    }

    /** The chunk that makes a segment. */
    public Chunk chunkOf(int segment) {
        return chunks.stream()
                .filter(c -> c.firstSegment() <= segment && segment < c.endSegment())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no segment " + segment));
    }

    /** The segment that a slot is in. */
    public Segment segmentAt(long slot) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).firstFrame() <= slot) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments.get(low);
    }

    public List<Segment> segmentsOf(Chunk chunk) {
        return segments.subList(chunk.firstSegment(), chunk.endSegment());
    }

    private static List<Segment> segments(Grid grid) {
        var segments = new ArrayList<Segment>();
        for (long first = 0; first < grid.frames(); ) {
            int gops = segments.size() < SHORT_SEGMENTS ? 1 : GOPS_PER_SEGMENT;
            int frames = (int) Math.min((long) gops * grid.gopFrames(), grid.frames() - first);
            segments.add(new Segment(segments.size(), first, frames));
            first += frames;
        }
        return segments;
    }

    private static List<Chunk> chunks(Grid grid, List<Segment> segments, List<Long> keySlots) {
        var chunks = new ArrayList<Chunk>();
        chunks.add(new Chunk(0, 0, 1));
        for (int first = 1; first < segments.size(); ) {
            int end = endOfChunk(grid, segments, first, keySlots);
            chunks.add(new Chunk(chunks.size(), first, end - first));
            first = end;
        }
        return chunks;
    }

    /** Of the ends between the wanted and the longest length, the one with the least decoding before it. */
    private static int endOfChunk(Grid grid, List<Segment> segments, int first, List<Long> keySlots) {
        long begin = segments.get(first).firstFrame();
        int best = -1;
        long leastPreRoll = Long.MAX_VALUE;
        for (int end = first + 1; end < segments.size(); end++) {
            long boundary = segments.get(end).firstFrame();
            double seconds = grid.seconds(boundary - begin);
            if (seconds > LONGEST_CHUNK_SECONDS) {
                break;
            }
            if (seconds < CHUNK_SECONDS) {
                continue;
            }
            long preRoll = boundary - lastKeyAtOrBefore(keySlots, boundary);
            if (preRoll < leastPreRoll) {
                leastPreRoll = preRoll;
                best = end;
            }
        }
        double rest = grid.seconds(grid.frames() - begin);
        return best < 0 || rest <= LONGEST_CHUNK_SECONDS ? segments.size() : best;
    }

    private static long lastKeyAtOrBefore(List<Long> keySlots, long slot) {
        int low = 0;
        int high = keySlots.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keySlots.get(middle) <= slot) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : keySlots.get(low - 1);
    }
}
