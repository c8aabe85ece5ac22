package dev.millrace.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of comments, as they are written. */
@ApplicationScoped
class CommentRepository {

    private final EntityManager database;

    CommentRepository(EntityManager database) {
        this.database = database;
    }

    /** A comment that is not deleted, whoever may read it. */
    @Transactional
    Optional<Said> find(UUID id) {
        List<?> rows = database.createNativeQuery(
                        """
                        select c.video_id, coalesce(c.parent_id, c.id), c.author_id, v.owner_id, c.hidden_at is not null
                        from comment c join video v on v.id = c.video_id where c.id = :id and c.deleted_at is null""")
                .setParameter("id", id)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> (Object[]) row)
                .map(row -> new Said(id, (UUID) row[0], (UUID) row[1], (UUID) row[2], (UUID) row[3], (Boolean) row[4]));
    }

    /** The video and the thread's beginning of a comment, deleted or not. */
    @Transactional
    Optional<Said> findThread(UUID id) {
        List<?> rows = database.createNativeQuery(
                        """
                        select c.video_id, v.owner_id from comment c join video v on v.id = c.video_id
                        where c.id = :id and c.parent_id is null""")
                .setParameter("id", id)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> (Object[]) row)
                .map(row -> new Said(id, (UUID) row[0], id, null, (UUID) row[1], false));
    }

    /** Makes what one author sends at once wait for each other, so that none slips past the pace. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lockAuthor(UUID author) {
        database.createNativeQuery("select 1 from account where id = :author for no key update")
                .setParameter("author", author)
                .getResultList();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    Pace pace(UUID author, Instant now) {
        var counts = (Object[]) database.createNativeQuery(
                        """
                        select count(*) filter (where created_at > :minute), count(*)
                        from comment where author_id = :author and created_at > :hour""")
                .setParameter("author", author)
                .setParameter("minute", now.minus(Duration.ofMinutes(1)))
                .setParameter("hour", now.minus(Duration.ofHours(1)))
                .getSingleResult();
        return new Pace(((Number) counts[0]).longValue(), ((Number) counts[1]).longValue());
    }

    /** Whether the author has said the same about this video since an instant. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean saidSince(UUID author, UUID video, String body, Instant since) {
        return !database.createNativeQuery(
                        """
                        select 1 from comment where author_id = :author and video_id = :video and created_at > :since
                            and body = :body limit 1""")
                .setParameter("author", author)
                .setParameter("video", video)
                .setParameter("since", since)
                .setParameter("body", body)
                .getResultList()
                .isEmpty();
    }

    /** {@code thread} is null for a comment that begins one. */
    @Transactional(Transactional.TxType.MANDATORY)
    void add(UUID id, UUID video, UUID thread, UUID author, String body, Instant now) {
        database.createNativeQuery(
                        """
                        insert into comment (id, video_id, parent_id, author_id, body, created_at)
                        values (:id, :video, cast(:thread as uuid), :author, :body, :now)""")
                .setParameter("id", id)
                .setParameter("video", video)
                .setParameter("thread", thread == null ? null : thread.toString())
                .setParameter("author", author)
                .setParameter("body", body)
                .setParameter("now", now)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void edit(UUID id, String body, Instant now) {
        database.createNativeQuery("update comment set body = :body, edited_at = :now where id = :id and body <> :body")
                .setParameter("body", body)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void delete(UUID id, Instant now) {
        database.createNativeQuery("update comment set deleted_at = :now, body = '', likes = 0 where id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
        database.createNativeQuery("delete from comment_like where comment_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void hide(UUID id, Instant since) {
        database.createNativeQuery(
                        "update comment set hidden_at = coalesce(hidden_at, :since) where id = :id and deleted_at is null")
                .setParameter("since", since)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void unhide(UUID id) {
        database.createNativeQuery("update comment set hidden_at = null where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void close(UUID video, Instant since) {
        database.createNativeQuery(
                        """
                        insert into reception (video_id, closed_at) values (:video, :since)
                        on conflict (video_id) do update set closed_at = coalesce(reception.closed_at, excluded.closed_at)""")
                .setParameter("video", video)
                .setParameter("since", since)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void open(UUID video) {
        database.createNativeQuery("update reception set closed_at = null where video_id = :video")
                .setParameter("video", video)
                .executeUpdate();
    }
}
