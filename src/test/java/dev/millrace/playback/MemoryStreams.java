package dev.millrace.playback;

import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.Streams;
import dev.millrace.words.CaptionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams in a map instead of a database; can be slow or down, and counts how often it was asked. */
public final class MemoryStreams implements Streams {

    private final Map<UUID, Stream> streams = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    volatile boolean down;
    volatile boolean broken;
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** Stores a plan; nothing is published yet. */
    public UUID plan(StreamPlan plan) {
        var video = UUID.randomUUID();
        planAs(video, plan);
        return video;
    }

    /** Stores a plan for a video that has a name already. */
    public void planAs(UUID video, StreamPlan plan) {
        streams.put(video, new Stream(video, plan, false, "public", List.of()));
    }

    /** Adds a segment, as the transaction does that publishes it. */
    public SegmentPublished publish(UUID video, String rendition, int number, long sizeBytes) {
        streams.computeIfPresent(video, (id, old) -> {
            var segments = new ArrayList<>(old.segments());
            segments.add(new Published(rendition, number, sizeBytes));
            return new Stream(
                    id, old.plan(), old.ready(), old.visibility(), 0, segments, old.storyboard(), old.captions());
        });
        return new SegmentPublished(video, rendition, number, sizeBytes);
    }

    /** The whole is proven. */
    public StreamChanged finish(UUID video) {
        streams.computeIfPresent(
                video,
                (id, old) -> new Stream(
                        id, old.plan(), true, old.visibility(), 0, old.segments(), old.storyboard(), old.captions()));
        return new StreamChanged(video, false);
    }

    /** These are all the captions from now on. */
    StreamChanged captions(UUID video, List<CaptionView> captions) {
        streams.computeIfPresent(
                video,
                (id, old) -> new Stream(
                        id, old.plan(), old.ready(), old.visibility(), 0, old.segments(), old.storyboard(), captions));
        return new StreamChanged(video, false);
    }

    StreamChanged remove(UUID video) {
        streams.remove(video);
        return new StreamChanged(video, true);
    }

    int reads() {
        return reads.get();
    }

    @Override
    public Optional<Stream> find(UUID video) {
        reads.incrementAndGet();
        if (down) {
            throw new IllegalStateException("the database is down");
        }
        if (broken) {
            throw new StackOverflowError();
        }
        var found = Optional.ofNullable(streams.get(video));
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
