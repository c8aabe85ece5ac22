package dev.millrace.queue;

import dev.millrace.signal.SignalListener;
import jakarta.inject.Singleton;

/** Has the worker look at once, not at the next heartbeat, whether its tasks are still its own. */
@Singleton
final class CancelListener implements SignalListener {

    private final LocalWorker local;

    CancelListener(LocalWorker local) {
        this.local = local;
    }

    @Override
    public String channel() {
        return TaskQueue.CANCELLED;
    }

    @Override
    public void received(String subject) {
        local.get().ifPresent(Worker::beat);
    }

    @Override
    public void reconnected() {
        local.get().ifPresent(Worker::beat);
    }
}
