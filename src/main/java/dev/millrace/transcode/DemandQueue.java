package dev.millrace.transcode;

import dev.millrace.queue.NewTask;
import dev.millrace.queue.TaskQueue;
import dev.millrace.transcode.Runs.AudioRun;
import dev.millrace.transcode.Runs.VideoRun;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Turns what viewers wait for into work at the front of the queue: from the wanted segment on, a few segments. The
 * chunk's own task later makes only what is still missing before it.
 *
 * <p>Demanded work that nobody waits for any more goes to the end of the queue, where it finds nothing left to do.
 */
@ApplicationScoped
class DemandQueue implements Demand {

    private static final Logger LOG = Logger.getLogger(DemandQueue.class);
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    /** Enough to go on playing while the next wish arrives; other viewers' wishes wait no longer than this. */
    private static final int SEGMENTS_AT_ONCE = 4;

    private final TaskQueue queue;
    private final StreamRepository repository;
    private final WorkInHand inHand;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(r -> {
        var thread = new Thread(r, "demand");
        thread.setDaemon(true);
        return thread;
    });

    /** What is waited for, with the task made for it; no task yet when it was about to come. The background thread's. */
    private final Map<Wanted, Optional<UUID>> waiting = new HashMap<>();

    private record Wanted(UUID video, String rendition, int segment) {}

    DemandQueue(TaskQueue queue, StreamRepository repository, WorkInHand inHand) {
        this.queue = queue;
        this.repository = repository;
        this.inHand = inHand;
        // what was about to come may not have come: its engine died, or its run was stopped
        background.scheduleWithFixedDelay(
                guarded(this::placeAll), LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void want(UUID video, String rendition, int segment) {
        background.execute(guarded(() -> {
            waiting.putIfAbsent(new Wanted(video, rendition, segment), Optional.empty());
            placeAll();
        }));
    }

    @Override
    public void drop(UUID video, String rendition, int segment) {
        background.execute(guarded(() -> {
            var task = waiting.remove(new Wanted(video, rendition, segment));
            if (task != null && task.isPresent()) {
                QuarkusTransaction.requiringNew().run(() -> queue.relax(task.get()));
            }
        }));
    }

    void published(@Observes Streams.SegmentPublished segment) {
        background.execute(
                guarded(() -> waiting.remove(new Wanted(segment.video(), segment.rendition(), segment.number()))));
    }

    @PreDestroy
    void close() {
        background.shutdownNow();
    }

    private void placeAll() {
        for (var entry : waiting.entrySet()) {
            if (entry.getValue().isEmpty()) {
                entry.setValue(QuarkusTransaction.requiringNew().call(() -> place(entry.getKey())));
            }
        }
    }

    private Optional<UUID> place(Wanted wanted) {
        if (inHand.comes(wanted.video(), wanted.rendition(), wanted.segment())) {
            return Optional.empty();
        }
        if (!repository.isWorkedOn(wanted.video())) {
            return Optional.empty();
        }
        return repository.plan(wanted.video()).map(plan -> {
            var task = queue.enqueue(task(plan, wanted));
            queue.hasten(task);
            LOG.debugf("video %s: somebody waits for %s/%d", wanted.video(), wanted.rendition(), wanted.segment());
            return task;
        });
    }

    /** Nothing of a video that is finished, failed or gone will come any more. */
    void changed(@Observes Streams.StreamChanged stream) {
        background.execute(guarded(() -> {
            if (!repository.isWorkedOn(stream.video())) {
                waiting.keySet().removeIf(w -> w.video().equals(stream.video()));
            }
        }));
    }

    private static NewTask task(StreamPlan plan, Wanted wanted) {
        int end = Math.min(plan.timeline().chunkOf(wanted.segment()).endSegment(), wanted.segment() + SEGMENTS_AT_ONCE);
        boolean sound = plan.audio().stream().anyMatch(s -> s.name().equals(wanted.rendition()));
        return sound
                ? new NewTask(
                        Runs.AUDIO,
                        wanted.video(),
                        Runs.write(new AudioRun(wanted.rendition(), wanted.segment(), end)),
                        StreamTasks.LAST)
                : new NewTask(
                        Runs.VIDEO,
                        wanted.video(),
                        Runs.write(new VideoRun(wanted.segment(), end, List.of())),
                        StreamTasks.LAST);
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warnf("a viewer's wish was not placed, the work comes in its own turn: %s", e.getMessage());
            }
        };
    }
}
