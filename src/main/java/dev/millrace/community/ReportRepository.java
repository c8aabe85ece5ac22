package dev.millrace.community;

import dev.millrace.access.Audience;
import dev.millrace.account.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of reports. Those about videos that a moderator may not see are not for them. */
@ApplicationScoped
class ReportRepository {

    private static final String FOR_CALLER =
            "(v.deleted_at is null and v.visibility = 'unlisted' or " + Audience.SQL + ")";

    private static final String FROM =
            """
             from comment_report r join comment c on c.id = r.comment_id join video v on v.id = c.video_id
                left join account a on a.id = c.author_id left join account b on b.id = r.reporter_id
                left join account d on d.id = r.resolved_by
            """;

    /** What became of a report. {@code account} and {@code by} are null when they are gone, or it was the operator's token. */
    record Settled(String resolution, UUID account, String by) {}

    private final EntityManager database;

    ReportRepository(EntityManager database) {
        this.database = database;
    }

    /** Who reports the same comment again changes nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    void add(UUID comment, UUID reporter, ReportReason reason, String note, Instant now) {
        database.createNativeQuery(
                        """
                        insert into comment_report (id, comment_id, reporter_id, reason, note, created_at)
                        values (:id, :comment, :reporter, :reason, :note, :now)
                        on conflict (comment_id, reporter_id) do nothing""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("comment", comment)
                .setParameter("reporter", reporter)
                .setParameter("reason", reason.key())
                .setParameter("note", note)
                .setParameter("now", now)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    long countInLastHour(UUID reporter, Instant now) {
        var count = (Number) database.createNativeQuery(
                        "select count(*) from comment_report where reporter_id = :reporter and created_at > :hour")
                .setParameter("reporter", reporter)
                .setParameter("hour", now.minus(Duration.ofHours(1)))
                .getSingleResult();
        return count.longValue();
    }

    /** Until the transaction ends nobody else settles what is reported about this comment. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lockAbout(UUID comment) {
        database.createNativeQuery("select id from comment where id = :comment for no key update")
                .setParameter("comment", comment)
                .getResultList();
    }

    /** Closes what is still open about a comment; hiding it also overrules that nothing was wrong. */
    @Transactional(Transactional.TxType.MANDATORY)
    void settle(UUID comment, String resolution, UUID by, Instant now) {
        database.createNativeQuery(
                        """
                        update comment_report set resolved_at = :now, resolution = :resolution,
                            resolved_by = cast(:by as uuid)
                        where comment_id = :comment
                            and (resolved_at is null or :hidden and resolution = 'dismissed')""")
                .setParameter("now", now)
                .setParameter("resolution", resolution)
                .setParameter("by", by == null ? null : by.toString())
                .setParameter("comment", comment)
                .setParameter("hidden", resolution.equals("hidden"))
                .executeUpdate();
    }

    /** The comment that a report, if it is for this caller, is about. */
    @Transactional
    Optional<UUID> comment(UUID report, Caller who) {
        List<?> found = database.createNativeQuery(
                        "select c.id" + FROM + "where r.id = :report and " + FOR_CALLER, UUID.class)
                .setParameter("report", report)
                .setParameter("viewer", Audience.of(who).viewer())
                .setParameter("everything", who.isAdmin())
                .getResultList();
        return found.stream().map(UUID.class::cast).findFirst();
    }

    /** How a report was settled; empty while it is open. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Settled> settled(UUID report) {
        List<?> found = database.createNativeQuery(
                        """
                        select r.resolution, r.resolved_by, a.name
                        from comment_report r left join account a on a.id = r.resolved_by
                        where r.id = :report and r.resolved_at is not null""")
                .setParameter("report", report)
                .getResultList();
        return found.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Settled((String) row[0], (UUID) row[1], (String) row[2]))
                .findFirst();
    }

    /** Newest first, from a page number of 0 on; one more than {@code limit} if there are more. */
    @Transactional
    List<ReportView> list(boolean open, int page, int limit, Caller who) {
        List<?> rows = database.createNativeQuery(
                        """
                        select r.id, r.reason, r.note, b.name, r.created_at, r.resolution, r.resolved_at, d.name, c.id,
                            coalesce(c.parent_id, c.id), c.body, a.name, c.hidden_at is not null, v.id, v.title"""
                                + FROM + "where (r.resolved_at is null) = :open and " + FOR_CALLER
                                + " order by r.created_at desc, r.id desc offset :skip limit :most")
                .setParameter("open", open)
                .setParameter("skip", page * limit)
                .setParameter("most", limit + 1)
                .setParameter("viewer", Audience.of(who).viewer())
                .setParameter("everything", who.isAdmin())
                .getResultList();
        return rows.stream().map(row -> view((Object[]) row)).toList();
    }

    private static ReportView view(Object[] row) {
        return new ReportView(
                (UUID) row[0],
                ReportReason.of((String) row[1]),
                (String) row[2],
                (String) row[3],
                (Instant) row[4],
                (String) row[5],
                (Instant) row[6],
                (String) row[7],
                new ReportView.About(
                        (UUID) row[8],
                        (UUID) row[9],
                        (String) row[10],
                        (String) row[11],
                        (Boolean) row[12],
                        (UUID) row[13],
                        (String) row[14]));
    }
}
