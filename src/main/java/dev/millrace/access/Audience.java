package dev.millrace.access;

import dev.millrace.account.Caller;
import java.util.UUID;

/**
 * Whose list of videos it is, as a condition for queries: what {@link VideoAccess} lets them see, but for what is
 * unlisted and not theirs. Deleted videos are in nobody's list.
 *
 * @param account null for visitors; {@link #NOBODY} stands for it in queries
 * @param all whether nothing is held back
 */
public record Audience(UUID account, boolean all) {

    /** Matches no account. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** For SQL where a video is {@code v}; its parameters are {@code :viewer} and {@code :everything}. */
    public static final String SQL =
            "(v.deleted_at is null and (:everything or v.visibility = 'public' and (:viewer <> '" + NOBODY + "'"
                    + " or not exists (select 1 from site_setting where key = 'access.members-only' and value = 'true'))"
                    + " or v.owner_id = :viewer or exists (select 1 from video_share s"
                    + " where s.video_id = v.id and s.account_id = :viewer)))";

    public static Audience of(Caller caller) {
        return new Audience(caller.account(), caller.isAdmin());
    }

    public UUID viewer() {
        return account == null ? NOBODY : account;
    }
}
