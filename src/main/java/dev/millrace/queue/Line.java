package dev.millrace.queue;

import java.util.Locale;

/** Where tickets queue up. */
enum Line {
    /** All work, by rank; as many slots as the node has. */
    MAIN("execution"),
    /** What somebody waits for; one slot on each worker, never used by anything else. */
    EXPRESS("express_execution");

    private final String table;

    Line(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    /** As it is called in signals. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
