package dev.millrace.problem;

import java.util.Optional;

/** How long a client should wait before it asks again. */
final class RetryAfter {

    private static final String BUSY = "5";
    private static final String THROTTLED = "60";

    private RetryAfter() {}

    /** Seconds, for a status that passes by itself. */
    static Optional<String> of(int status) {
        return switch (status) {
            case 503 -> Optional.of(BUSY);
            case 429 -> Optional.of(THROTTLED);
            default -> Optional.empty();
        };
    }
}
