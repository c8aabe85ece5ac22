package dev.millrace.video;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One video that somebody follows on this node: read once for all who follow, at most once per interval however often
 * it changes, and always once more after the last change.
 */
class WatchedVideo {

    /** Where reading happens: {@code now} off the event loop, {@code later} after the interval. */
    interface Turns {
        void now(Runnable read);

        void later(Runnable next);
    }

    private final Supplier<Optional<VideoView>> reader;
    private final Turns turns;
    private final Set<Consumer<Optional<VideoView>>> watchers = ConcurrentHashMap.newKeySet();
    private Optional<VideoView> latest;
    private boolean busy;
    private boolean stale;

    WatchedVideo(Supplier<Optional<VideoView>> reader, Turns turns) {
        this.reader = reader;
        this.turns = turns;
    }

    /** The newcomer is told the present state, at once if it is known. */
    void join(Consumer<Optional<VideoView>> watcher) {
        Optional<VideoView> known;
        synchronized (this) {
            watchers.add(watcher);
            known = latest;
        }
        if (known == null) {
            refresh();
        } else {
            watcher.accept(known);
        }
    }

    /** Returns whether nobody is left. */
    boolean leave(Consumer<Optional<VideoView>> watcher) {
        watchers.remove(watcher);
        return watchers.isEmpty();
    }

    synchronized void refresh() {
        if (busy) {
            stale = true;
        } else {
            busy = true;
            turns.now(this::read);
        }
    }

    private void read() {
        synchronized (this) {
            stale = false;
        }
        try {
            var video = reader.get();
            synchronized (this) {
                latest = video;
            }
            watchers.forEach(w -> w.accept(video));
        } finally {
            turns.later(this::next);
        }
    }

    private synchronized void next() {
        busy = false;
        if (stale) {
            refresh();
        }
    }
}
