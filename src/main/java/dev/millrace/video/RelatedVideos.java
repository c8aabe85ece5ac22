package dev.millrace.video;

import dev.millrace.access.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * Finds what is like a video: by its tags, the words of its title and tags, its category and its owner. One statement, which
 * looks at the newest of each kind only, and does not look for tags and words that so many videos have that they tell
 * little: how many have them is known from what PostgreSQL's {@code analyze} found. Whoever is new anyway is compared, too.
 */
@ApplicationScoped
class RelatedVideos {

    private static final int CANDIDATES_OF_A_KIND = 100;

    /** How many videos the rarest tags may have together, and the rarest words. */
    private static final int TELLING_VIDEOS = 400;

    /** A shared tag is worth as much as the same category; the owner and a word less. */
    private static final String SQL =
            """
            with this as materialized (
                select v.id, v.tags, v.category, v.owner_id, v.search from video v where v.id = :video),
            common as materialized (
                select s.attname as kind, e.element, e.share * greatest(0, c.reltuples) as videos
                from pg_class c, pg_stats s,
                    unnest(cast(cast(s.most_common_elems as text) as text[]), s.most_common_elem_freqs) e (element, share)
                where c.oid = cast('video' as regclass) and s.schemaname = current_schema()
                    and s.tablename = 'video' and s.attname in ('tags', 'search')),
            telling as materialized (
                select
                    array(select tag from (
                        select tag, sum(coalesce(k.videos, 0)) over (order by coalesce(k.videos, 0), tag) as seen
                        from this, unnest(this.tags) tag left join common k on k.kind = 'tags' and k.element = tag) t
                        where seen <= %2$d) as tags,
                    (select to_tsquery('simple', string_agg(quote_literal(word), ' | ')) from (
                        select w.lexeme as word,
                            sum(coalesce(k.videos, 0)) over (order by coalesce(k.videos, 0), w.lexeme) as seen
                        from this, unnest(this.search) w left join common k on k.kind = 'search' and k.element = w.lexeme
                        where w.weights && array['A', 'B'] and length(w.lexeme) > 3
                        order by seen limit 10) t
                        where seen <= %2$d) as words),
            candidate as (
                (select v.id from video v where v.tags && (select tags from telling) and v.playable and %3$s
                    order by v.created_at desc, v.id desc limit %1$d)
                union
                (select v.id from video v where v.search @@ (select words from telling) and v.playable and %3$s
                    order by v.created_at desc, v.id desc limit %1$d)
                union
                (select v.id from video v where v.category = (select category from this) and v.playable and %3$s
                    order by v.created_at desc, v.id desc limit %1$d)
                union
                (select v.id from video v where v.owner_id = (select owner_id from this) and v.playable and %3$s
                    order by v.created_at desc limit %1$d)
                union
                (select v.id from video v where v.playable and %3$s
                    order by v.created_at desc, v.id desc limit %1$d)),
            likeness as (
                select v.id, v.created_at,
                    3 * least(4, cardinality(array(select unnest(v.tags) intersect select unnest(this.tags))))
                        + coalesce(10 * ts_rank(v.search, telling.words), 0)
                        + case when v.category = this.category then 3 else 0 end
                        + case when v.owner_id = this.owner_id then 2 else 0 end as score
                from candidate join video v using (id), this, telling
                where v.id <> this.id)
            select id from likeness where score > 0
            order by score desc, created_at desc, id desc
            limit %4$d""";

    private final EntityManager database;

    RelatedVideos(EntityManager database) {
        this.database = database;
    }

    /** Videos for this audience, the likeliest first; none for a video that does not exist. */
    List<UUID> to(UUID video, int limit, Audience audience) {
        List<?> ids = database.createNativeQuery(
                        SQL.formatted(CANDIDATES_OF_A_KIND, TELLING_VIDEOS, Audience.SQL, limit))
                .setParameter("video", video)
                .setParameter("viewer", audience.viewer())
                .setParameter("everything", audience.all())
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }
}
