package dev.millrace.queue;

import java.util.UUID;

/**
 * Work to be done later.
 *
 * @param kind names the {@link TaskHandler}
 * @param subject what the work is about; tasks of one subject are cancelled together
 * @param payload JSON, for the handler alone
 * @param priority higher first; -1000 to 1000
 */
public record NewTask(String kind, UUID subject, String payload, int priority) {}
