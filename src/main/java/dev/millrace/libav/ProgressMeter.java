package dev.millrace.libav;

import dev.millrace.job.JobEvent;
import java.util.function.Consumer;

/** Says a few times a second how far the work is, so that a watchdog can tell work from a hang. */
final class ProgressMeter {

    private static final long NANOS_BETWEEN = 250_000_000;

    private final Consumer<JobEvent> events;

    private long done;
    private long lastSaid = System.nanoTime();

    ProgressMeter(Consumer<JobEvent> events) {
        this.events = events;
    }

    void count(long more) {
        done += more;
        long now = System.nanoTime();
        if (now - lastSaid >= NANOS_BETWEEN) {
            lastSaid = now;
            events.accept(new JobEvent.Progress(done));
        }
    }
}
