package dev.millrace.video;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Videos as whoever has them sees them: in every state, whoever they are for, with their place in the queue. */
@ApplicationScoped
public class OwnVideos {

    private final VideoRepository videos;
    private final QueuePosition queue;
    private final Presentation present;

    OwnVideos(VideoRepository videos, QueuePosition queue, Presentation present) {
        this.videos = videos;
        this.queue = queue;
        this.present = present;
    }

    /**
     * What to list, newest first; null parts ask for nothing.
     *
     * @param owner null for everybody's
     * @param title a part of it
     * @param cursor of the page before
     */
    public record Wanted(UUID owner, VideoState state, String title, String cursor, int limit) {}

    /** A fixed number of statements, however many there are. */
    @Transactional
    public VideoPage list(Wanted wanted) {
        var conditions = new ArrayList<>(List.of("deletedAt is null"));
        var values = new Parameters();
        if (wanted.owner() != null) {
            conditions.add("ownerId = :owner");
            values.and("owner", wanted.owner());
        }
        if (wanted.state() != null) {
            conditions.add("state = :state");
            values.and("state", wanted.state());
        }
        String title = VideoText.line(wanted.title());
        if (!title.isEmpty()) {
            conditions.add("lower(title) like :title escape '!'");
            values.and("title", "%" + title.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
        if (wanted.cursor() != null && !wanted.cursor().isBlank()) {
            var cursor = VideoCursor.parse(VideoSort.NEWEST, wanted.cursor());
            conditions.add("(createdAt < :key or createdAt = :key and id < :id)");
            values.and("key", cursor.key()).and("id", cursor.id());
        }
        var found = videos.find(
                        "where " + String.join(" and ", conditions) + " order by createdAt desc, id desc", values)
                .range(0, wanted.limit())
                .list();
        var page = views(found.subList(0, Math.min(wanted.limit(), found.size())), present.base());
        boolean more = found.size() > page.size();
        return new VideoPage(page, more ? next(page.get(page.size() - 1)) : null);
    }

    private static String next(VideoView last) {
        return VideoCursor.after(VideoSort.NEWEST, new VideoListing.Place(last.id(), last.createdAt()));
    }

    /**
     * Those of these that are there and {@code owner}'s; everybody's when it is null.
     *
     * @param base for their addresses
     */
    @Transactional
    public List<VideoView> of(Collection<UUID> ids, UUID owner, String base) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = owner == null
                ? videos.list("deletedAt is null and id in ?1", ids)
                : videos.list("deletedAt is null and id in ?1 and ownerId = ?2", ids, owner);
        return views(found, base);
    }

    /** The newest of those that something is still done for, a hundred at most. */
    @Transactional
    public List<UUID> unfinished(UUID owner) {
        var open = List.of(VideoState.UPLOADING, VideoState.QUEUED, VideoState.PROCESSING);
        var found = owner == null
                ? videos.find("deletedAt is null and state in ?1 order by createdAt desc", open)
                : videos.find(
                        "deletedAt is null and state in ?1 and ownerId = ?2 order by createdAt desc", open, owner);
        return found.range(0, 99).stream().map(Video::id).toList();
    }

    private List<VideoView> views(List<Video> found, String base) {
        var places = queue.of(found.stream()
                .filter(v -> v.state() == VideoState.QUEUED)
                .map(Video::id)
                .toList());
        return found.stream()
                .map(v -> present.of(v, base))
                .map(v -> v.state() == VideoState.QUEUED ? v.inQueueAt(places.getOrDefault(v.id(), 0)) : v)
                .toList();
    }
}
