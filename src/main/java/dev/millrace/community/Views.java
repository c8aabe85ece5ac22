package dev.millrace.community;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Counts viewings: somebody who watches a video counts once in {@link #WINDOW}, known by their account or else by
 * address and browser, of which only a hash is kept. Of one address a handful of browsers are told apart and no more,
 * because a script may call itself anything.
 *
 * <p>Counting writes a row of its own; {@link #fold()} adds what came together to {@code video.views} now and then, so that
 * neither waits for a video that is being made.
 */
@ApplicationScoped
class Views {

    static final Duration WINDOW = Duration.ofHours(6);

    /** A handful. */
    private static final int BROWSERS = 5;

    private static final byte[] NONE = {};

    private final EntityManager database;
    private final VideoAccess access;
    private final DailySalts salts;
    private final InstantSource clock;

    Views(EntityManager database, VideoAccess access, DailySalts salts, InstantSource clock) {
        this.database = database;
        this.access = access;
        this.salts = salts;
        this.clock = clock;
    }

    /** Returns whether it counted. */
    @Transactional
    boolean count(UUID video, Caller who, String address, String agent) {
        access.requireView(video, who);
        var now = clock.instant();
        var today = salts.of(LocalDate.ofInstant(now, ZoneOffset.UTC));
        String viewer = who.account() == null
                ? "at " + address + " with " + Math.floorMod(agent.hashCode(), BROWSERS)
                : "account " + who.account();
        return count(
                video,
                ViewerHash.of(viewer, today.today()),
                today.before() == null ? NONE : ViewerHash.of(viewer, today.before()),
                now);
    }

    /** {@code before} is what the viewer was called until midnight. */
    private boolean count(UUID video, byte[] viewer, byte[] before, Instant now) {
        return database.createNativeQuery(
                                """
                                insert into viewing (video_id, viewer, counted_at, pending)
                                select v.id, :viewer, :now, 1 from video v
                                where v.id = :video and not exists (select 1 from viewing b
                                    where b.video_id = v.id and b.viewer = :before and b.counted_at > :since)
                                on conflict (video_id, viewer) do update
                                    set counted_at = excluded.counted_at, pending = viewing.pending + 1
                                    where viewing.counted_at <= :since""")
                        .setParameter("viewer", viewer)
                        .setParameter("before", before)
                        .setParameter("video", video)
                        .setParameter("now", now)
                        .setParameter("since", now.minus(WINDOW))
                        .executeUpdate()
                == 1;
    }

    /** Adds what has been counted to the videos; those that somebody else is changing wait for the next time. */
    @Transactional
    void fold() {
        database.createNativeQuery(
                        """
                        with held as materialized (
                            select v.id from video v
                            where v.id in (select video_id from viewing where pending > 0)
                            for no key update skip locked
                        ), taken as materialized (
                            select w.video_id, w.viewer, w.pending from viewing w join held on held.id = w.video_id
                            where w.pending > 0 for update of w
                        ), emptied as (
                            update viewing w set pending = 0 from taken t
                            where w.video_id = t.video_id and w.viewer = t.viewer
                        )
                        update video v set views = v.views + t.more
                        from (select video_id, sum(pending) as more from taken group by video_id) t
                        where v.id = t.video_id""")
                .executeUpdate();
    }

    /** Forgets who watched when it no longer matters. */
    @Transactional
    void forget() {
        var now = clock.instant();
        database.createNativeQuery("delete from viewing where pending = 0 and counted_at <= :since")
                .setParameter("since", now.minus(WINDOW))
                .executeUpdate();
        salts.forgetBefore(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
    }
}
