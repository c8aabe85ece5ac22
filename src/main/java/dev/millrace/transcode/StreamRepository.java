package dev.millrace.transcode;

import dev.millrace.media.KeyPicture;
import dev.millrace.timeline.Storyboard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Plans, init segments and published segments in the database. A plan never changes, so it is kept in memory; it may be
 * dropped and another one be made, so its row is looked at each time.
 */
@ApplicationScoped
class StreamRepository {

    private static final int MOST_PLANS_IN_MEMORY = 200;

    /** What is made of a source, and known of what is made. */
    private static final List<String> TABLES =
            List.of("stream_plan", "rendition_init", "segment", "loudness", "storyboard");

    private final EntityManager database;
    private final Map<UUID, Known> plans = new ConcurrentHashMap<>();

    private record Known(Instant since, StreamPlan plan) {}

    StreamRepository(EntityManager database) {
        this.database = database;
    }

    @Transactional
    void savePlan(UUID video, StreamPlan plan) {
        database.createNativeQuery(
                        """
                        insert into stream_plan (video_id, plan) values (:video, cast(:plan as jsonb))
                        on conflict (video_id) do nothing""")
                .setParameter("video", video)
                .setParameter("plan", Runs.write(plan))
                .executeUpdate();
    }

    @Transactional
    Optional<StreamPlan> plan(UUID video) {
        var since = database.createNativeQuery(
                        "select created_at from stream_plan where video_id = :video", Instant.class)
                .setParameter("video", video)
                .getResultList();
        if (since.isEmpty()) {
            return Optional.empty();
        }
        var known = plans.get(video);
        if (known != null && known.since().equals(since.get(0))) {
            return Optional.of(known.plan());
        }
        return rows("select created_at, cast(plan as text) from stream_plan where video_id = :video", video)
                .findFirst()
                .map(row -> new Known((Instant) row[0], Runs.read((String) row[1], StreamPlan.class)))
                .map(read -> remember(video, read));
    }

    /** The plan of a video that must have one. */
    @Transactional
    StreamPlan planOf(UUID video) {
        return plan(video).orElseThrow(() -> new IllegalStateException("video " + video + " has no plan"));
    }

    /** Whether a video's stream is being made; if so, it cannot end before this transaction does. */
    @Transactional
    boolean isWorkedOn(UUID video) {
        return !database.createNativeQuery("select 1 from video where id = :video and state = 'processing' for share")
                .setParameter("video", video)
                .getResultList()
                .isEmpty();
    }

    /** Forgets all that was made of a source: another plan may be stored. */
    @Transactional(Transactional.TxType.MANDATORY)
    void drop(UUID video) {
        for (var table : TABLES) {
            database.createNativeQuery("delete from " + table + " where video_id = :video")
                    .setParameter("video", video)
                    .executeUpdate();
        }
    }

    /** Stores the hash of a rendition's init segment if there is none, and returns the one that holds. */
    @Transactional
    String holdInit(UUID video, String rendition, String sha256) {
        database.createNativeQuery(
                        """
                        insert into rendition_init (video_id, rendition, sha256) values (:video, :rendition, :sha)
                        on conflict do nothing""")
                .setParameter("video", video)
                .setParameter("rendition", rendition)
                .setParameter("sha", sha256)
                .executeUpdate();
        return (String) database.createNativeQuery(
                        "select sha256 from rendition_init where video_id = :video and rendition = :rendition")
                .setParameter("video", video)
                .setParameter("rendition", rendition)
                .getSingleResult();
    }

    /** The hashes of all init segments, by rendition. */
    @Transactional
    Map<String, String> inits(UUID video) {
        return rows("select rendition, sha256 from rendition_init where video_id = :video", video)
                .collect(Collectors.toMap(r -> (String) r[0], r -> (String) r[1]));
    }

    /** Adds a segment; false when it is published already. The row stays locked to the end of the transaction. */
    @Transactional
    boolean addSegment(UUID video, String rendition, int number, long sizeBytes, List<KeyPicture> keys) {
        return database.createNativeQuery(
                                """
                                insert into segment (video_id, rendition, number, size_bytes, key_pictures)
                                values (:video, :rendition, :number, :size, cast(cast(:keys as text) as integer[]))
                                on conflict do nothing""")
                        .setParameter("video", video)
                        .setParameter("rendition", rendition)
                        .setParameter("number", number)
                        .setParameter("size", sizeBytes)
                        .setParameter("keys", KeyPictures.write(keys))
                        .executeUpdate()
                == 1;
    }

    @Transactional
    List<Streams.Published> segments(UUID video) {
        return rows(
                        """
                        select rendition, number, size_bytes, cast(key_pictures as text)
                        from segment where video_id = :video order by 1, 2""",
                        video)
                .map(StreamRepository::segment)
                .toList();
    }

    @Transactional
    Optional<Streams.Published> segment(UUID video, String rendition, int number) {
        var query = database.createNativeQuery(
                        """
                        select rendition, number, size_bytes, cast(key_pictures as text)
                        from segment where video_id = :video and rendition = :rendition and number = :number""")
                .setParameter("video", video)
                .setParameter("rendition", rendition)
                .setParameter("number", number);
        return objects(query.getResultList()).map(StreamRepository::segment).findFirst();
    }

    @Transactional
    void saveStoryboard(UUID video, Storyboard storyboard) {
        database.createNativeQuery(
                        """
                        insert into storyboard (video_id, layout) values (:video, cast(:layout as jsonb))
                        on conflict (video_id) do nothing""")
                .setParameter("video", video)
                .setParameter("layout", Runs.write(storyboard))
                .executeUpdate();
    }

    /** How the sheets of a storyboard are laid out, when there is one. */
    @Transactional
    Optional<Storyboard> storyboard(UUID video) {
        return strings("select cast(layout as text) from storyboard where video_id = :video", video).stream()
                .findFirst()
                .map(json -> Runs.read(json, Storyboard.class));
    }

    /** How many segments of each rendition are published. */
    @Transactional
    Map<String, Long> counts(UUID video) {
        return rows("select rendition, count(*) from segment where video_id = :video group by 1", video)
                .collect(Collectors.toMap(r -> (String) r[0], r -> ((Number) r[1]).longValue()));
    }

    /** Numbers of the published segments of each rendition, within a range. */
    @Transactional
    Map<String, List<Integer>> numbers(UUID video, int first, int end) {
        var query = database.createNativeQuery(
                        "select rendition, number from segment where video_id = :video and number >= :first and number < :end")
                .setParameter("video", video)
                .setParameter("first", first)
                .setParameter("end", end);
        return objects(query.getResultList())
                .collect(Collectors.groupingBy(
                        r -> (String) r[0], Collectors.mapping(r -> ((Number) r[1]).intValue(), Collectors.toList())));
    }

    private static Streams.Published segment(Object[] row) {
        return new Streams.Published(
                (String) row[0], ((Number) row[1]).intValue(), ((Number) row[2]).longValue(), KeyPictures.read((String)
                        row[3]));
    }

    private java.util.stream.Stream<Object[]> rows(String sql, UUID video) {
        return objects(
                database.createNativeQuery(sql).setParameter("video", video).getResultList());
    }

    private static java.util.stream.Stream<Object[]> objects(List<?> rows) {
        return rows.stream().map(Object[].class::cast);
    }

    private List<String> strings(String sql, UUID video) {
        var found = new ArrayList<String>();
        for (Object row :
                database.createNativeQuery(sql).setParameter("video", video).getResultList()) {
            found.add((String) row);
        }
        return found;
    }

    private StreamPlan remember(UUID video, Known plan) {
        if (plans.size() >= MOST_PLANS_IN_MEMORY) {
            plans.clear();
        }
        plans.put(video, plan);
        return plan.plan();
    }
}
