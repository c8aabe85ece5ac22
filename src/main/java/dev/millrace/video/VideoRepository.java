package dev.millrace.video;

import dev.millrace.access.Audience;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of videos. */
@ApplicationScoped
class VideoRepository implements PanacheRepositoryBase<Video, UUID> {

    /** {@link Audience#SQL} in this query language. */
    private static final String FOR_AUDIENCE =
            "((visibility = 'public' and cast(sql('(? <> ''00000000-0000-0000-0000-000000000000'' or not exists (select 1"
                    + " from site_setting where key = ''access.members-only'' and value = ''true''))', :viewer) as Boolean) = true)"
                    + " or ownerId = :viewer"
                    + " or cast(sql('(exists (select 1 from video_share s where s.video_id = ? and s.account_id = ?))', id, :viewer)"
                    + " as Boolean) = true)";

    /** The video, held until the transaction ends: transitions of one video happen one after the other. */
    Optional<Video> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The video as it is now, neither held nor kept: whoever locks it afterwards reads it again. */
    Optional<Video> glance(UUID id) {
        var video = findByIdOptional(id);
        video.ifPresent(getEntityManager()::detach);
        return video;
    }

    /** The database's clock, the same for all nodes: when this transaction began. */
    Instant now() {
        return getEntityManager().createQuery("select instant", Instant.class).getSingleResult();
    }

    List<UUID> failedWithSource(Instant before) {
        return find("state = ?1 and sourceRemoved = false and failedAt < ?2", VideoState.FAILED, before).stream()
                .map(Video::id)
                .toList();
    }

    /** The videos a query asks for, and one more if there are more. */
    List<Video> oneMoreThan(VideoQuery query, VideoSort sort, Audience audience) {
        var conditions = new ArrayList<String>();
        var values = new Parameters();
        if (audience.all()) {
            conditions.add("deletedAt is null");
        } else {
            conditions.add("deletedAt is null and " + FOR_AUDIENCE);
            values.and("viewer", audience.viewer());
        }
        if (query.text() != null) {
            conditions.add("(lower(title) like :text escape '!' or lower(description) like :text escape '!'"
                    + " or lower(array_to_string(tags, ' ')) like :text escape '!')");
            values.and("text", "%" + escaped(query.text()) + "%");
        }
        if (query.category() != null) {
            conditions.add("category = :category");
            values.and("category", query.category());
        }
        if (query.tag() != null) {
            conditions.add("array_contains(tags, :tag)");
            values.and("tag", query.tag());
        }
        if (query.state() != null) {
            conditions.add("state = :state");
            values.and("state", query.state());
        }
        if (query.cursor() != null) {
            var cursor = VideoCursor.parse(sort, query.cursor());
            conditions.add(sort.after());
            values.and("key", cursor.key()).and("id", cursor.id());
        }
        return find("where " + String.join(" and ", conditions) + " order by " + sort.order(), values)
                .range(0, query.limit())
                .list();
    }

    private static String escaped(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[!%_]", "!$0");
    }
}
