package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;

/** What a client sends so that repeating a request makes nothing twice. */
public final class IdempotencyKey {

    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    /** Returns if the key, or null for none, can be kept; else throws a problem. */
    public static void check(String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST)) {
            throw new ProblemException(
                    Kind.INVALID, "invalid_idempotency_key", "An Idempotency-Key has 1 to " + LONGEST + " characters.");
        }
    }
}
