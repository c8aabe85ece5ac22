package dev.millrace.words;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of captions. A removed one stays as a row without meaning, so that its number is not given again. */
@ApplicationScoped
class CaptionRepository {

    private static final String COLUMNS =
            "number, origin, kind, language, label, preferred, forced, created_at from caption"
                    + " where video_id = :video and not removed";

    private final EntityManager database;

    CaptionRepository(EntityManager database) {
        this.database = database;
    }

    /** Makes those who add captions to a video wait for each other. False when there is no such video. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean lock(UUID video) {
        return !database.createNativeQuery("select 1 from video where id = :video for update")
                .setParameter("video", video)
                .getResultList()
                .isEmpty();
    }

    /** Adds captions under the next number; the video must be locked. */
    @Transactional(Transactional.TxType.MANDATORY)
    CaptionView add(UUID video, NewCaption caption, String idempotencyKey) {
        var number = (Number) database.createNativeQuery(
                        """
                        insert into caption
                            (video_id, number, origin, kind, language, label, preferred, forced, idempotency_key)
                        select :video, coalesce(max(number) + 1, 0), :origin, :kind, :language, :label, :preferred,
                            :forced, cast(:key as text)
                        from caption where video_id = :video
                        returning number""")
                .setParameter("video", video)
                .setParameter("origin", caption.origin())
                .setParameter("kind", caption.kind().key())
                .setParameter("language", caption.language())
                .setParameter("label", caption.label())
                .setParameter("preferred", caption.preferred())
                .setParameter("forced", caption.forced())
                .setParameter("key", idempotencyKey)
                .getSingleResult();
        return find(video, number.intValue()).orElseThrow();
    }

    @Transactional
    List<CaptionView> list(UUID video) {
        return views(
                video,
                database.createNativeQuery("select " + COLUMNS + " order by number")
                        .setParameter("video", video)
                        .getResultList());
    }

    @Transactional
    Optional<CaptionView> find(UUID video, int number) {
        return views(
                        video,
                        database.createNativeQuery("select " + COLUMNS + " and number = :number")
                                .setParameter("video", video)
                                .setParameter("number", number)
                                .getResultList())
                .stream()
                .findFirst();
    }

    @Transactional
    Optional<CaptionView> findByKey(UUID video, String idempotencyKey) {
        return views(
                        video,
                        database.createNativeQuery("select " + COLUMNS + " and idempotency_key = :key")
                                .setParameter("video", video)
                                .setParameter("key", idempotencyKey)
                                .getResultList())
                .stream()
                .findFirst();
    }

    /** Whether the source's captions were added, even if they were removed again. */
    @Transactional
    boolean hasHadSource(UUID video) {
        return !database.createNativeQuery(
                        "select 1 from caption where video_id = :video and origin = 'source' limit 1")
                .setParameter("video", video)
                .getResultList()
                .isEmpty();
    }

    /** They count as if they had never come, so that they may come again; only their numbers stay taken. */
    @Transactional(Transactional.TxType.MANDATORY)
    void removeSource(UUID video) {
        database.createNativeQuery(
                        """
                        update caption set removed = true, origin = 'upload', idempotency_key = null
                        where video_id = :video and origin = 'source'""")
                .setParameter("video", video)
                .executeUpdate();
    }

    /** False when there are no such captions. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean remove(UUID video, int number) {
        return database.createNativeQuery(
                                """
                                update caption set removed = true, idempotency_key = null
                                where video_id = :video and number = :number and not removed""")
                        .setParameter("video", video)
                        .setParameter("number", number)
                        .executeUpdate()
                == 1;
    }

    private static List<CaptionView> views(UUID video, List<?> rows) {
        return rows.stream().map(row -> view(video, (Object[]) row)).toList();
    }

    private static CaptionView view(UUID video, Object[] row) {
        var id = CaptionLibrary.id(((Number) row[0]).intValue());
        return new CaptionView(
                id,
                (String) row[1],
                CaptionKind.of((String) row[2]),
                (String) row[3],
                (String) row[4],
                (Boolean) row[5],
                (Boolean) row[6],
                "/api/videos/" + video + "/captions/" + id,
                (Instant) row[7]);
    }
}
