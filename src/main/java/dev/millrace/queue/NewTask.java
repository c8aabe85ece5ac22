package dev.millrace.queue;

import java.util.Objects;
import java.util.UUID;

/**
 * Work to be done later.
 *
 * @param kind names the {@link TaskHandler}
 * @param subject what the work is about; tasks of one subject are cancelled together
 * @param payload JSON, for the handler alone
 * @param priority higher first; -1000 to 1000
 */
public record NewTask(String kind, UUID subject, String payload, int priority) {

    public NewTask {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(payload);
        if (priority < -1000 || priority > 1000) {
            throw new IllegalArgumentException("a priority is between -1000 and 1000, not " + priority);
        }
    }
}
