package dev.millrace.queue;

import java.util.Locale;

/** Where a task is in its life, as its row says. */
enum TaskState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
