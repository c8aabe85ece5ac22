package dev.millrace.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sums up refused tries to sign in or up for the log: one line a minute, however many there are. Names are left out: what is typed
 * there may be a password.
 */
final class Refusals {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private int untold;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one; what is to be told now, if anything. */
    synchronized Optional<String> add(String address) {
        untold++;
        var now = clock.instant();
        if (now.isBefore(next)) {
            return Optional.empty();
        }
        var line = "Too many tries to sign in or up: %d refused since the last such line, the latest from %s"
                .formatted(untold, address);
        next = now.plus(PAUSE);
        untold = 0;
        return Optional.of(line);
    }
}
