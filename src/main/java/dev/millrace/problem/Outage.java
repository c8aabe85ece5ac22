package dev.millrace.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A stretch of failures with one cause, which is told once: at its first. It is over when none came for a minute. */
final class Outage {

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant last = Instant.MIN;

    Outage(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a failure; true when it is the first of its stretch. */
    synchronized boolean begins() {
        var now = clock.instant();
        boolean first = last.isBefore(now.minus(QUIET));
        last = now;
        return first;
    }
}
