package dev.millrace.queue;

import dev.millrace.signal.SignalListener;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Has the worker look at a line as soon as there is a new ticket in it. */
@Singleton
final class ReadyListener implements SignalListener {

    private final LocalWorker local;

    ReadyListener(LocalWorker local) {
        this.local = local;
    }

    @Override
    public String channel() {
        return Tickets.READY;
    }

    @Override
    public void received(String line) {
        local.get().ifPresent(worker -> worker.check(Line.valueOf(line.toUpperCase(Locale.ROOT))));
    }

    @Override
    public void reconnected() {
        for (Line line : Line.values()) {
            local.get().ifPresent(worker -> worker.check(line));
        }
    }
}
