package dev.millrace.account;

import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes and one lane: what OWASP asks for. A few at a time, because each takes
 * that memory and a core.
 */
@ApplicationScoped
@Startup // what the first unknown name needs is there: the time must not tell
class Passwords {

    static final int LEAST_LENGTH = 10;
    private static final int GREATEST_LENGTH = 200;
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 16;
    private static final long PATIENCE_SECONDS = 10;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final String nobodys = argon2.encode(Secret.next());

    String hash(String password) {
        return placed(() -> argon2.encode(password));
    }

    boolean matches(String password, String hash) {
        return placed(() -> argon2.matches(password, hash));
    }

    /** Takes as long as {@link #matches}, for accounts that do not exist: the time must not tell. */
    void pretend(String password) {
        placed(() -> argon2.matches(password, nobodys));
    }

    /** Long enough and not absurdly long; nothing else makes a password good. */
    static void requireGood(String password) {
        if (password == null || password.codePointCount(0, password.length()) < LEAST_LENGTH) {
            throw new InvalidFieldsException("password", "must have at least " + LEAST_LENGTH + " characters");
        }
        if (password.length() > GREATEST_LENGTH) {
            throw new InvalidFieldsException("password", "must have at most " + GREATEST_LENGTH + " characters");
        }
    }

    private <T> T placed(Supplier<T> work) {
        try {
            if (places.getQueueLength() >= MOST_WAITING || !places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(
                        Kind.UNAVAILABLE, "too_many_sign_ins", "Too many people sign in right now. Try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
