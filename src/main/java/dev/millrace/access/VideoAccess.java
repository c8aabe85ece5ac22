package dev.millrace.access;

import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.SiteSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides who may see and change a video. What a caller may not see looks as if it did not exist.
 *
 * <p>Private videos are for their owner, administrators, accounts they are shared with and holders of a link;
 * unlisted ones for whoever has the address; public ones for all, or for all members. Deleted ones are there for nobody.
 */
@ApplicationScoped
public class VideoAccess {

    private final EntityManager database;
    private final Callers callers;
    private final SiteSettings site;

    VideoAccess(EntityManager database, Callers callers, SiteSettings site) {
        this.database = database;
        this.callers = callers;
        this.site = site;
    }

    /** Returns if the caller of the request under way may see the video, else throws as if there were none. */
    @Transactional
    public void requireView(UUID video) {
        requireView(video, callers.current());
    }

    @Transactional
    public void requireView(UUID video, Caller caller) {
        if (!mayView(video, caller)) {
            throw notFound(video);
        }
    }

    @Transactional
    public boolean mayView(UUID video, Caller caller) {
        return find(video, caller)
                .filter(g -> g.mayView(caller, site.membersOnly()))
                .isPresent();
    }

    /** Returns if the caller may change the video; throws {@code forbidden} to those who may only see it. */
    @Transactional
    public void requireChange(UUID video) {
        var caller = callers.current();
        requireChange(video, caller, find(video, caller));
    }

    /** The same, also for a video that is deleted and can still be had back; to others that looks as if it were gone. */
    @Transactional
    public void requireChangeEvenDeleted(UUID video) {
        var caller = callers.current();
        var deleted = find(video, caller, true).filter(g -> g.mayChange(caller));
        if (deleted.isEmpty()) {
            requireChange(video, caller, find(video, caller));
        }
    }

    private void requireChange(UUID video, Caller caller, Optional<Guarded> found) {
        var guarded = found.filter(g -> g.mayView(caller, site.membersOnly())).orElseThrow(() -> notFound(video));
        if (!guarded.mayChange(caller)) {
            throw new ProblemException(
                    caller.signedIn() ? Kind.FORBIDDEN : Kind.UNAUTHORIZED,
                    caller.signedIn() ? "forbidden" : "not_signed_in",
                    caller.signedIn() ? "Only its owner may do this with a video." : "Sign in to do this.");
        }
    }

    @Transactional
    public boolean mayChange(UUID video) {
        var caller = callers.current();
        return find(video, caller).filter(g -> g.mayChange(caller)).isPresent();
    }

    /** The same answer for what is not there and for what is not for the caller. */
    public static ProblemException notFound(UUID video) {
        return new ProblemException(Kind.NOT_FOUND, "video_not_found", "There is no video " + video + ".");
    }

    /** When the caller's right to see a video ends by itself: with the link it came by. */
    @Transactional
    public Optional<Instant> until(UUID video, Caller caller) {
        return caller.links().isEmpty()
                ? Optional.empty()
                : find(video, caller).map(g -> g.until(caller, site.membersOnly()));
    }

    /** Looks at the links anew: one may have been taken back since the request came. */
    private Optional<Guarded> find(UUID video, Caller caller) {
        return find(video, caller, false);
    }

    private Optional<Guarded> find(UUID video, Caller caller, boolean deleted) {
        List<?> rows = database.createNativeQuery(
                        """
                        select owner_id, visibility,
                            exists (select 1 from video_share s
                                where s.video_id = v.id and s.account_id = cast(:caller as uuid)),
                            (select max(l.expires_at) from share_link l
                                where l.video_id = v.id and l.id = any(:links) and l.expires_at > now())
                        from video v where id = :video and (deleted_at is not null) = :deleted""")
                .setParameter("deleted", deleted)
                .setParameter("video", video)
                .setParameter("caller", text(caller.account()))
                .setParameter("links", caller.links().toArray(UUID[]::new))
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            var columns = (Object[]) row;
            return new Guarded((UUID) columns[0], (String) columns[1], (Boolean) columns[2], (Instant) columns[3]);
        });
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }
}
