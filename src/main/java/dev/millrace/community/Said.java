package dev.millrace.community;

import dev.millrace.account.Caller;
import java.util.UUID;

/**
 * A comment as what one may do with it depends on.
 *
 * @param thread the comment that began its thread, maybe itself
 * @param author null when gone
 * @param videoOwner null for videos of nobody
 */
record Said(UUID id, UUID video, UUID thread, UUID author, UUID videoOwner, boolean hidden) {

    boolean mayRead(Caller who) {
        return !hidden || who.isModerator() || who.is(author);
    }

    boolean mayDelete(Caller who) {
        return who.is(author) || who.is(videoOwner) || who.isModerator();
    }
}
