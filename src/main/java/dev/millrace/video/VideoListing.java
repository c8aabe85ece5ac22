package dev.millrace.video;

import dev.millrace.access.Audience;
import dev.millrace.video.VideoView.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds which videos belong on a page of a list, and in which order, in one statement.
 *
 * <p>A search looks at the {@value #MOST_CANDIDATES} newest videos that have the words in what was written about them, and at as
 * many places where they are said: enough to leaf through, and a bound for words that are everywhere.
 */
@ApplicationScoped
class VideoListing {

    static final int MOST_CANDIDATES = 1_000;

    /** So many are read through before the index of words is asked. */
    private static final int NEWEST = 3 * MOST_CANDIDATES;

    private static final int MOMENTS_PER_VIDEO = 3;

    /** What could not be made is listed to those who can do something about it. */
    private static final String FAILED_TO_THEIR_OWNERS = "(v.state <> 'failed' or :everything or v.owner_id = :viewer)";

    /** A place in a list: {@code key} is what the list is sorted by there. */
    record Place(UUID id, Object key) {}

    private final EntityManager database;

    VideoListing(EntityManager database) {
        this.database = database;
    }

    /**
     * The places a query asks for, and one more if there are more.
     *
     * @param words null when nothing is searched
     */
    List<Place> oneMoreThan(VideoQuery query, SearchWords words, VideoSort sort, Audience audience) {
        if (words != null && words.isEmpty()) {
            return List.of();
        }
        var values = new HashMap<String, Object>();
        var conditions = conditions(query, audience, values);
        var sql = new StringBuilder();
        if (words != null) {
            sql.append(hits(conditions));
            values.put("words", words.query());
        }
        sql.append("select v.id, ").append(sort.column()).append(" from video v");
        sql.append(words == null ? " where " + conditions : " join hit on hit.id = v.id where true");
        if (query.cursor() != null) {
            var cursor = VideoCursor.parse(sort, query.cursor());
            sql.append(" and ").append(sort.after());
            values.put("key", cursor.key());
            values.put("id", cursor.id());
        }
        sql.append(" order by ").append(sort.order()).append(" limit ").append(query.limit() + 1);
        return rows(sql.toString(), values).stream()
                .map(row -> new Place((UUID) row[0], row[1]))
                .toList();
    }

    /** Where these videos say the words: the first of each in order of time, one of a second. */
    Map<UUID, List<Moment>> moments(List<UUID> videos, SearchWords words) {
        var moments = new HashMap<UUID, List<Moment>>();
        if (videos.isEmpty() || words.isEmpty()) {
            return moments;
        }
        var found = rows(
                """
                select v.id, m.start_millis, m.words, m.number, m.language
                from video v cross join lateral (
                    select distinct on (c.start_millis / 1000) c.start_millis, c.words, c.number, k.language
                    from caption_cue c join caption k on k.video_id = c.video_id and k.number = c.number
                    where c.video_id = v.id and c.search @@ to_tsquery('simple', :words)
                    order by c.start_millis / 1000, c.start_millis, c.number limit %d) m
                where v.id in (:videos)
                order by v.id, m.start_millis, m.number"""
                        .formatted(MOMENTS_PER_VIDEO),
                Map.of("words", words.query(), "videos", videos));
        for (var row : found) {
            double start = ((Number) row[1]).longValue() / 1000.0;
            moments.computeIfAbsent((UUID) row[0], id -> new ArrayList<>())
                    .add(new Moment(start, (String) row[2], "s" + row[3], (String) row[4]));
        }
        return moments;
    }

    private static String conditions(VideoQuery query, Audience audience, Map<String, Object> values) {
        var conditions = new ArrayList<String>();
        conditions.add(Audience.SQL);
        values.put("viewer", audience.viewer());
        values.put("everything", audience.all());
        conditions.add(FAILED_TO_THEIR_OWNERS);
        if (query.category() != null) {
            conditions.add("v.category = :category");
            values.put("category", query.category());
        }
        if (query.tag() != null) {
            conditions.add("v.tags @> array[cast(:tag as varchar)]");
            values.put("tag", query.tag());
        }
        if (query.state() != null) {
            conditions.add("v.state = :state");
            values.put("state", query.state().key());
        }
        return String.join(" and ", conditions);
    }

    /**
     * The rank is that of the text in millionths; what is only said comes after what is written, by how often. Words that so
     * many have that the newest videos alone give all candidates are not looked for further back, nor in what is said.
     */
    private static String hits(String conditions) {
        return """
                with wanted as materialized (select to_tsquery('simple', :words) as query),
                recent as materialized (
                    select v.id, v.search
                    from (select * from video order by created_at desc, id desc limit %3$d) v
                    where v.search @@ to_tsquery('simple', :words) and %1$s
                    order by v.created_at desc, v.id desc limit %2$d),
                enough as materialized (select count(*) = %2$d as reached from recent),
                written as (
                    select id, search from recent where (select reached from enough)
                    union all
                    (select v.id, v.search from video v
                    where not (select reached from enough) and v.search @@ to_tsquery('simple', :words) and %1$s
                    order by v.created_at desc, v.id desc limit %2$d)),
                said as (
                    select v.id from caption_cue c join video v on v.id = c.video_id
                    where not (select reached from enough) and c.search @@ to_tsquery('simple', :words) and %1$s
                    limit %2$d),
                hit as (
                    select id, max(rank) as rank from (
                        select id, cast(10000000 * ts_rank('{0.1,0.2,0.4,1.0}', search, query) as bigint) + %2$d as rank
                        from written, wanted
                        union all
                        select id, count(*) from said group by id) found
                    group by id)
                """
                .formatted(conditions, MOST_CANDIDATES, NEWEST);
    }

    private List<Object[]> rows(String sql, Map<String, Object> values) {
        Query query = database.createNativeQuery(sql);
        values.forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> (Object[]) row).toList();
    }
}
