package dev.millrace.video;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Videos that somebody deleted and may still have back: for a week. Until then row and files stay, and nobody finds them.
 * Who may do what is asked before.
 */
@ApplicationScoped
public class DeletedVideos {

    /** How long a deleted video can be had back. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = Logger.getLogger(DeletedVideos.class);
    private static final int AT_MOST = 200;

    /** A deleted video, whose it is, and when it will be removed for good. */
    public record DeletedView(
            UUID id, String title, String owner, long sizeBytes, Instant deletedAt, Instant removedAt) {

        static DeletedView of(Video video) {
            var view = video.view();
            var at = video.deletedAt();
            return new DeletedView(
                    view.id(), view.title(), view.owner(), view.source().sizeBytes(), at, at.plus(KEPT));
        }
    }

    private final VideoRepository videos;
    private final VideoLibrary library;
    private final ChangeSignal signal;
    private final Event<Object> events;

    DeletedVideos(VideoRepository videos, VideoLibrary library, ChangeSignal signal, Event<Object> events) {
        this.videos = videos;
        this.library = library;
        this.signal = signal;
        this.events = events;
    }

    /** The last deleted first, 200 at most; of everybody when {@code owner} is null. */
    @Transactional
    public List<DeletedView> of(UUID owner) {
        var found = owner == null
                ? videos.find("deletedAt is not null order by deletedAt desc, id")
                : videos.find("deletedAt is not null and ownerId = ?1 order by deletedAt desc, id", owner);
        return found.range(0, AT_MOST - 1).stream().map(DeletedView::of).toList();
    }

    /** Hides a video from everybody and stops its work. A second call changes nothing. */
    @Transactional
    public void put(UUID id) {
        var seen = videos.glance(id).orElseThrow(() -> VideoLibrary.notFound(id));
        if (seen.isDeleted()) {
            return;
        }
        if (seen.state() == VideoState.QUEUED || seen.state() == VideoState.PROCESSING) {
            library.cancel(id);
        }
        videos.lock(id).ifPresent(video -> video.markDeleted(videos.now()));
        tell(id);
    }

    /** Undoes a deletion; work that it stopped begins again. Changes nothing when the video is not deleted. */
    @Transactional
    public VideoView restore(UUID id) {
        var video = videos.lock(id).orElseThrow(() -> VideoLibrary.notFound(id));
        if (video.isDeleted()) {
            boolean stopped = video.restore(videos.now());
            tell(id);
            if (stopped && !video.sourceRemoved()) {
                library.retry(id);
            }
        }
        return library.get(id);
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        removeDeletedBefore(KEPT);
    }

    /** Removes for good what has been deleted for longer than this. */
    void removeDeletedBefore(Duration age) {
        for (var id : outdated(age)) {
            try {
                library.delete(id);
                LOG.infof("video %s: deleted %d days ago, it is removed for good", id, KEPT.toDays());
            } catch (RuntimeException e) {
                LOG.warnf("video %s could not be removed and will be tried again: %s", id, e.getMessage());
            }
        }
    }

    @Transactional
    List<UUID> outdated(Duration age) {
        return videos.find("deletedAt < ?1", videos.now().minus(age)).range(0, AT_MOST - 1).stream()
                .map(Video::id)
                .toList();
    }

    private void tell(UUID id) {
        events.fire(new VideoEvents.AccessChanged(id));
        signal.send(id);
    }
}
