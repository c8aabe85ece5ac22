package dev.millrace.community;

import dev.millrace.account.Caller;
import java.util.UUID;

/**
 * For whom comments are read.
 *
 * @param account matches no account when there is none
 * @param keeper whether hidden comments are shown, too
 */
record Reader(UUID account, boolean keeper) {

    private static final UUID NOBODY = new UUID(0, 0);

    static Reader of(Caller caller) {
        return new Reader(caller.account() == null ? NOBODY : caller.account(), caller.isModerator());
    }
}
