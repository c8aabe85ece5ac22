package dev.millrace.community;

import dev.millrace.account.Caller;
import java.util.UUID;

/**
 * What is true of a video's comments as a whole.
 *
 * @param owner null for videos of nobody
 * @param durationSeconds null while unknown
 * @param comments how many there are for everybody to read
 */
record Standing(UUID owner, Double durationSeconds, boolean closed, long comments) {

    static final Standing NOTHING = new Standing(null, null, false, 0);

    boolean mayClose(Caller who) {
        return who.isModerator() || who.is(owner);
    }
}
