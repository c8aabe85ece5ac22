package dev.millrace.transcode;

import dev.millrace.queue.TaskQueue;
import dev.millrace.video.VideoEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A video's life as the library tells it, turned into work. All of it joins the library's transaction. */
@ApplicationScoped
class Lifecycle {

    private final StreamTasks tasks;
    private final TaskQueue queue;
    private final StreamSignals signals;
    private final StreamRepository repository;

    Lifecycle(StreamTasks tasks, TaskQueue queue, StreamSignals signals, StreamRepository repository) {
        this.tasks = tasks;
        this.queue = queue;
        this.signals = signals;
        this.repository = repository;
    }

    void created(@Observes VideoEvents.Created event) {
        tasks.enqueueProbe(event.video());
    }

    void deleted(@Observes VideoEvents.Deleted event) {
        queue.cancelAll(event.video());
        repository.forget(event.video());
        signals.sendChanged(event.video());
    }
}
