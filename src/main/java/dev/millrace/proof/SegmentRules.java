package dev.millrace.proof;

import dev.millrace.proof.Track.Stored;
import dev.millrace.timeline.Segment;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules on segments: which there are, and that they join. */
final class SegmentRules {

    private SegmentRules() {}

    /** Every planned segment is there once, and no other. */
    static Stream<String> complete(Evidence evidence) {
        return evidence.tracks().stream().flatMap(track -> {
            var times = track.stored().stream().collect(Collectors.groupingBy(Stored::number, Collectors.counting()));
            var wrong = IntStream.range(0, track.ticks().size())
                    .filter(number -> times.getOrDefault(number, 0L) != 1)
                    .mapToObj(number -> "segment %d of %s is there %d times"
                            .formatted(number, track.name(), times.getOrDefault(number, 0L)));
            var unplanned = times.keySet().stream()
                    .filter(number -> number < 0 || number >= track.ticks().size())
                    .map(number -> "segment %d of %s is not planned".formatted(number, track.name()));
            return Stream.concat(wrong, unplanned);
        });
    }

    static Stream<String> notEmpty(Evidence evidence) {
        return evidence.tracks().stream().flatMap(track -> track.stored().stream()
                .filter(s -> s.sizeBytes() < 1)
                .map(s -> "segment %d of %s has no bytes".formatted(s.number(), track.name())));
    }

    /** Segments cover the grid, chunks cover the segments, without gap or overlap. */
    static Stream<String> gapless(Evidence evidence) {
        var timeline = evidence.timeline();
        return Stream.concat(
                gaps(
                        timeline.segments(),
                        Segment::firstFrame,
                        Segment::endFrame,
                        timeline.grid().frames(),
                        "segment"),
                gaps(
                        timeline.chunks(),
                        c -> (long) c.firstSegment(),
                        c -> (long) c.endSegment(),
                        timeline.segments().size(),
                        "chunk"));
    }

    /** The same boundaries in all renditions of pictures (Apple 8.22). */
    static Stream<String> aligned(Evidence evidence) {
        var first = evidence.pictures().findFirst();
        return evidence.pictures()
                .skip(1)
                .filter(t -> t.timescale() != first.orElseThrow().timescale()
                        || !t.ticks().equals(first.orElseThrow().ticks()))
                .map(t -> "the segments of %s are not those of %s"
                        .formatted(t.name(), first.orElseThrow().name()));
    }

    /** Each holds whole pictures or AAC frames, at least one: no EXTINF is zero. */
    static Stream<String> lengths(Evidence evidence) {
        return evidence.tracks().stream()
                .flatMap(track -> IntStream.range(0, track.ticks().size())
                        .filter(i -> track.ticks().get(i) < 1 || track.ticks().get(i) % track.frameTicks() != 0)
                        .mapToObj(i -> "segment %d of %s lasts %d ticks, a frame %d"
                                .formatted(i, track.name(), track.ticks().get(i), track.frameTicks())));
    }

    private static <T> Stream<String> gaps(
            List<T> parts, Function<T, Long> from, Function<T, Long> to, long end, String what) {
        var broken = Stream.<String>builder();
        long at = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (from.apply(parts.get(i)) != at) {
                broken.add("%s %d begins at %d, the one before it ends at %d"
                        .formatted(what, i, from.apply(parts.get(i)), at));
            }
            at = to.apply(parts.get(i));
        }
        if (at != end) {
            broken.add("the last %s ends at %d of %d".formatted(what, at, end));
        }
        return broken.build();
    }
}
