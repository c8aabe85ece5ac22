package dev.millrace.queue;

import jakarta.inject.Singleton;
import java.util.Optional;

/** The worker of this node, while it has one. */
@Singleton
final class LocalWorker {

    private volatile Worker worker;

    Optional<Worker> get() {
        return Optional.ofNullable(worker);
    }

    void set(Worker worker) {
        this.worker = worker;
    }

    void clear() {
        this.worker = null;
    }
}
