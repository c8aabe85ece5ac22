package dev.millrace.video;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The videos that somebody follows on this node. */
@ApplicationScoped
class VideoWatch {

    private static final Logger LOG = Logger.getLogger(VideoWatch.class);

    private final VideoLibrary library;
    private final ConcurrentHashMap<UUID, WatchedVideo> watched = new ConcurrentHashMap<>();
    private final WatchedVideo.Turns turns;

    VideoWatch(VideoLibrary library, Vertx vertx, VideoConfig config) {
        this.library = library;
        this.turns = new WatchedVideo.Turns() {
            @Override
            public void now(Runnable read) {
                vertx.<Void>executeBlocking(
                                () -> {
                                    read.run();
                                    return null;
                                },
                                false)
                        .onFailure(
                                e -> LOG.warn("Could not read a followed video; trying again at its next change", e));
            }

            @Override
            public void later(Runnable next) {
                vertx.setTimer(Math.max(1, config.eventInterval().toMillis()), timer -> next.run());
            }
        };
    }

    /** Tells the watcher the video as it is and at each change; empty when there is none. On any thread, must not block. */
    void join(UUID id, Consumer<Optional<VideoView>> watcher) {
        watched.compute(id, (key, video) -> {
            var joined = video == null ? new WatchedVideo(() -> library.findWithPaths(key), turns) : video;
            joined.join(watcher);
            return joined;
        });
    }

    void leave(UUID id, Consumer<Optional<VideoView>> watcher) {
        watched.computeIfPresent(id, (key, video) -> video.leave(watcher) ? null : video);
    }

    void refresh(UUID id) {
        var video = watched.get(id);
        if (video != null) {
            video.refresh();
        }
    }

    void refreshAll() {
        watched.values().forEach(WatchedVideo::refresh);
    }

    void changed(@Observes VideoEvents.Changed event) {
        refresh(event.video());
    }
}
