package dev.millrace.video;

import dev.millrace.access.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * Finds what is like a video: by its tags, the longest words of its title and tags, which are the rarer ones, its category and
 * its owner. One statement, which looks at the newest of each kind only.
 */
@ApplicationScoped
class RelatedVideos {

    private static final int CANDIDATES_OF_A_KIND = 100;

    /** A shared tag is worth as much as the same category; the owner and a word less. */
    private static final String SQL =
            """
            with this as materialized (
                select v.id, v.tags, v.category, v.owner_id,
                    (select to_tsquery('simple', string_agg(quote_literal(word), ' | '))
                        from (select w.lexeme as word from unnest(v.search) w
                              where length(w.lexeme) > 3 and w.weights && array['A', 'B']
                              order by length(w.lexeme) desc, w.lexeme limit 6) longest) as words
                from video v where v.id = :video),
            candidate as (
                (select v.id from video v where v.tags && (select tags from this) and v.playable and %2$s
                    order by v.created_at desc, v.id desc limit %1$d)
                union
                (select v.id from video v where v.search @@ (select words from this) and v.playable and %2$s
                    order by v.created_at desc, v.id desc limit %1$d)
                union
                (select v.id from video v where v.category = (select category from this) and v.playable and %2$s
                    order by v.created_at desc, v.id desc limit %1$d)
                union
                (select v.id from video v where v.owner_id = (select owner_id from this) and v.playable and %2$s
                    order by v.created_at desc limit %1$d))
            select v.id
            from candidate join video v using (id), this
            where v.id <> this.id
            order by 3 * least(4, cardinality(array(
                        select unnest(v.tags) intersect select unnest(this.tags))))
                    + coalesce(10 * ts_rank(v.search, this.words), 0)
                    + case when v.category = this.category then 3 else 0 end
                    + case when v.owner_id = this.owner_id then 2 else 0 end desc,
                v.created_at desc, v.id desc
            limit %3$d""";

    private final EntityManager database;

    RelatedVideos(EntityManager database) {
        this.database = database;
    }

    /** Videos for this audience, the likeliest first; none for a video that does not exist. */
    List<UUID> to(UUID video, int limit, Audience audience) {
        List<?> ids = database.createNativeQuery(SQL.formatted(CANDIDATES_OF_A_KIND, Audience.SQL, limit))
                .setParameter("video", video)
                .setParameter("viewer", audience.viewer())
                .setParameter("everything", audience.all())
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }
}
