package dev.millrace.transcode;

import dev.millrace.ladder.Rung;
import dev.millrace.queue.TaskRun;
import dev.millrace.timeline.Segment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What this node's engines are making at this moment, so that nobody asks for what is about to come. */
@ApplicationScoped
class WorkInHand {

    /** A segment this close behind the one being made is waited for; making it apart would not be faster. */
    private static final int NEAR = 1;

    private final Map<Entry, UUID> entries = new ConcurrentHashMap<>();

    /** One run of an engine. */
    final class Entry implements AutoCloseable {

        private final int first;
        private final int end;
        private final Set<String> rungs;
        private final Map<Integer, Set<String>> made = new HashMap<>();

        private volatile int position;

        private Entry(int position, int end, Set<String> rungs) {
            this.first = position;
            this.position = position;
            this.end = end;
            this.rungs = rungs;
        }

        int end() {
            return end;
        }

        Set<String> rungs() {
            return rungs;
        }

        /** Whether a segment is part of what the engine was asked for. */
        boolean includes(String rung, int number) {
            return rungs.contains(rung) && number >= first && number < end;
        }

        /** Notes a segment; true when all rungs have it. */
        boolean made(String rung, int number) {
            var has = made.computeIfAbsent(number, n -> new HashSet<>());
            has.add(rung);
            boolean whole = has.size() == rungs.size();
            if (whole) {
                position = Math.max(position, number + 1);
            }
            return whole;
        }

        @Override
        public void close() {
            entries.remove(this);
        }
    }

    Entry begin(TaskRun run, List<Segment> segments, List<Rung> rungs) {
        return begin(
                run,
                segments.get(0).number(),
                segments.get(segments.size() - 1).number() + 1,
                Set.copyOf(rungs.stream().map(Rung::name).toList()));
    }

    Entry begin(TaskRun run, int first, int end, Set<String> renditions) {
        var entry = new Entry(first, end, renditions);
        entries.put(entry, run.subject());
        return entry;
    }

    /** Whether a segment is being made, or will be within a moment. */
    boolean comes(UUID video, String rendition, int segment) {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().equals(video))
                .map(Map.Entry::getKey)
                .anyMatch(e -> e.rungs.contains(rendition)
                        && segment < e.end
                        && segment >= e.position
                        && segment - e.position <= NEAR);
    }
}
