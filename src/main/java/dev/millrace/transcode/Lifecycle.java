package dev.millrace.transcode;

import dev.millrace.queue.TaskQueue;
import dev.millrace.video.VideoEvents;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.words.CaptionsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

/** A video's life as the library tells it, turned into work, in the library's transaction. */
@ApplicationScoped
class Lifecycle {

    private final StreamTasks tasks;
    private final TaskQueue queue;
    private final StreamSignals signals;
    private final StreamRepository repository;
    private final VideoLibrary library;
    private final EngineRoom engines;
    private final FreshStart fresh;

    Lifecycle(
            StreamTasks tasks,
            TaskQueue queue,
            StreamSignals signals,
            StreamRepository repository,
            VideoLibrary library,
            EngineRoom engines,
            FreshStart fresh) {
        this.tasks = tasks;
        this.queue = queue;
        this.signals = signals;
        this.repository = repository;
        this.library = library;
        this.engines = engines;
        this.fresh = fresh;
    }

    void created(@Observes VideoEvents.Created event) {
        tasks.enqueueProbe(event.video());
    }

    /** Segments that are there are kept, unless it is they that are wrong. */
    void retried(@Observes VideoEvents.Retried event) {
        boolean wrong = event.failure().equals(Completion.PROOF_FAILED);
        if (wrong || repository.plan(event.video()).filter(StreamPlan::outdated).isPresent()) {
            fresh.begin(event.video());
        } else {
            tasks.enqueueProbe(event.video());
        }
    }

    void posterChosen(@Observes VideoEvents.PosterChosen event) {
        tasks.enqueuePosters(event.video());
    }

    void cancelled(@Observes VideoEvents.Cancelled event) {
        queue.cancelAll(event.video());
        signals.sendGone(event.video());
    }

    void deleted(@Observes VideoEvents.Deleted event) {
        queue.cancelAll(event.video());
        signals.sendGone(event.video());
    }

    void accessChanged(@Observes VideoEvents.AccessChanged event) {
        signals.sendChanged(event.video());
    }

    void captionsChanged(@Observes CaptionsChanged event) {
        signals.sendChanged(event.video());
    }

    /** On every node, after the commit. Engines that keep a source of a finished video open are ended. */
    void changed(@ObservesAsync Streams.StreamChanged event) {
        var working = library.find(event.video())
                .filter(v -> v.state() == VideoState.PROCESSING || v.state() == VideoState.QUEUED);
        if (working.isEmpty()) {
            engines.forget(event.video());
        }
    }
}
