package dev.millrace.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients, each with a connection of its own, that wait for segments far ahead of what is made. One that has its
 * answer asks for another segment at once.
 */
final class HeldCrowd implements AutoCloseable {

    /** The status of a connection that was closed or refused; its client gives up. */
    private static final int NO_ANSWER = 0;

    private final VideoClient client;
    private final List<String> segments;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private final List<CompletableFuture<?>> waiting = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean over;

    /** @param segments what is asked for, one after the other, and again from the first when all were */
    HeldCrowd(VideoClient client, List<String> segments, int size) {
        this.client = client;
        this.segments = segments;
        for (int i = 0; i < size; i++) {
            ask();
        }
    }

    /** The second half of each rendition of these videos, in a shuffled order. */
    static List<String> secondHalves(VideoClient client, List<String> videos) throws IOException, InterruptedException {
        var segments = new ArrayList<String>();
        for (var video : videos) {
            var streams = client.listing("/v/" + video + "/index.m3u8");
            for (var rendition : streams.renditions()) {
                var all = client.listing(rendition).segments();
                segments.addAll(all.subList(all.size() / 2, all.size()));
            }
        }
        Collections.shuffle(segments, new Random(1));
        return segments;
    }

    /** How often each status was answered so far; 503 is said to one that was held as long as the service holds. */
    Map<Integer, Integer> answers() {
        return Map.copyOf(answers);
    }

    @Override
    public void close() {
        over = true;
        List.copyOf(waiting).forEach(w -> w.cancel(true));
    }

    private void ask() {
        var path = segments.get(Math.floorMod(next.getAndIncrement(), segments.size()));
        var answer = client.ask(path);
        waiting.add(answer);
        answer.whenComplete((response, failure) -> {
            waiting.remove(answer);
            if (!over) {
                answers.merge(response == null ? NO_ANSWER : response.statusCode(), 1, Integer::sum);
                if (response != null) {
                    ask();
                }
            }
        });
    }
}
