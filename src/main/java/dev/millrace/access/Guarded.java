package dev.millrace.access;

import dev.millrace.account.Caller;
import java.util.UUID;

/**
 * What decides about a video.
 *
 * @param owner null for videos from before there were accounts and for those the operator's token made
 * @param visibility {@code public}, {@code unlisted} or {@code private}
 * @param shared whether the caller at hand is one of those it is shared with
 */
record Guarded(UUID video, UUID owner, String visibility, boolean shared) {

    /** Whoever has the address of an unlisted video may see it; where only members may, whoever is signed in. */
    boolean mayView(Caller caller, boolean membersOnly) {
        boolean open =
                switch (visibility) {
                    case "public", "unlisted" -> !membersOnly || caller.signedIn();
                    default -> false;
                };
        return open || mayChange(caller) || shared || caller.hasLinkTo(video);
    }

    boolean mayChange(Caller caller) {
        return caller.isAdmin() || caller.is(owner);
    }
}
