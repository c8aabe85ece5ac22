package dev.millrace.access;

import dev.millrace.account.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * What decides about a video, for one caller.
 *
 * @param owner null for videos from before there were accounts and for those the operator's token made
 * @param visibility {@code public}, {@code unlisted} or {@code private}
 * @param shared whether the caller is one of those it is shared with
 * @param linkedUntil when the last of the caller's links to it ends; null when there is none
 */
record Guarded(UUID owner, String visibility, boolean shared, Instant linkedUntil) {

    /** Whoever has the address of an unlisted video may see it; where only members may, whoever is signed in. */
    boolean mayView(Caller caller, boolean membersOnly) {
        return mayViewWithoutLink(caller, membersOnly) || linkedUntil != null;
    }

    boolean mayChange(Caller caller) {
        return caller.isAdmin() || caller.is(owner);
    }

    /** When the right to see it ends by itself; null when it does not. */
    Instant until(Caller caller, boolean membersOnly) {
        return mayViewWithoutLink(caller, membersOnly) ? null : linkedUntil;
    }

    private boolean mayViewWithoutLink(Caller caller, boolean membersOnly) {
        boolean open =
                switch (visibility) {
                    case "public", "unlisted" -> !membersOnly || caller.signedIn();
                    default -> false;
                };
        return open || mayChange(caller) || shared;
    }
}
