package dev.millrace.queue;

import java.util.Locale;

/** How an attempt ended, as its row says. */
enum Ending {
    DONE,
    FAILED,
    /** It did not succeed, another one may. */
    RETRY,
    GIVEN_BACK,
    /** Something else must change first. Leaves no trace: while it does not change there may be very many. */
    WAITED,
    /** Its worker was shut down in good order. */
    STOPPED,
    CANCELLED,
    /** Its worker died, or was away for so long that it was taken for dead. */
    LOST;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the attempt counts against the limit. An attempt that ended by no fault of the task does not. */
    boolean counts() {
        return this != GIVEN_BACK && this != WAITED && this != STOPPED;
    }
}
