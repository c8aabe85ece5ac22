package dev.millrace.playback;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.millrace.transcode.Streams;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What is known of streams, in bounded memory. A stream is read from the database once, on a worker thread, however
 * many ask for it; from then on the events of {@link Streams} keep it true.
 *
 * <p>All threads may use it; nothing here blocks the caller.
 */
final class StreamDirectory {

    private static final Logger LOG = Logger.getLogger(StreamDirectory.class);

    /** How long "no such video" is believed: long enough to spare the database, too short for people to notice. */
    private static final Duration MISSING = Duration.ofMillis(200);

    /** A finished stream is read again at times, should a signal have been lost. */
    private static final Duration REFRESH = Duration.ofMinutes(10);

    private static final int MISSING_WEIGHT = 256;

    private final Streams streams;
    private final AsyncLoadingCache<UUID, Lookup> known;

    /**
     * @param worker may block
     * @param sizeBytes about how much heap to use
     */
    StreamDirectory(Streams streams, Executor worker, long sizeBytes) {
        this.streams = streams;
        this.known = Caffeine.newBuilder()
                .executor(worker)
                .maximumWeight(sizeBytes)
                .weigher((UUID video, Lookup lookup) ->
                        lookup instanceof KnownStream stream ? stream.weightBytes() : MISSING_WEIGHT)
                .expireAfter(Expiry.writing((UUID video, Lookup lookup) ->
                        lookup instanceof KnownStream ? Duration.ofNanos(Long.MAX_VALUE) : MISSING))
                .refreshAfterWrite(REFRESH)
                .buildAsync(new Loader());
    }

    /**
     * Complete already when the stream is known. A failed read is {@link Lookup.Missing#UNAVAILABLE}; the future itself
     * fails only with what an application does not catch: an error of the JVM, or no thread for the read.
     */
    CompletableFuture<Lookup> find(UUID video) {
        return known.get(video);
    }

    /** Like {@link #find}, but never older than {@code since}: a {@link System#nanoTime()}. */
    CompletableFuture<Lookup> findReadSince(UUID video, long since) {
        var present = known.getIfPresent(video);
        if (present != null
                && present.isDone()
                && !(present.join() instanceof KnownStream stream && stream.readNanos() - since >= 0)) {
            known.asMap().remove(video, present);
        }
        return find(video);
    }

    /**
     * Adds a segment to what is known.
     *
     * @return complete when whoever asks from now on sees it
     */
    CompletableFuture<Void> published(Streams.SegmentPublished event) {
        return whenKnown(event.video(), s -> s.published(event.rendition(), event.number(), event.sizeBytes()));
    }

    /**
     * Forgets a stream.
     *
     * @return complete when whoever asks from now on sees the new state
     */
    CompletableFuture<Void> changed(UUID video) {
        var done = whenKnown(video, KnownStream::retire);
        known.synchronous().invalidate(video);
        return done;
    }

    /** What is known or being read now. */
    Set<UUID> videos() {
        return Set.copyOf(known.asMap().keySet());
    }

    /** Also reaches a stream that is just being read: what it reads may be older than the event. */
    private CompletableFuture<Void> whenKnown(UUID video, Consumer<KnownStream> action) {
        var present = known.getIfPresent(video);
        if (present == null) {
            return CompletableFuture.completedFuture(null);
        }
        return present.handle((lookup, failure) -> {
            if (lookup instanceof KnownStream stream) {
                action.accept(stream);
            }
            return null;
        });
    }

    private final class Loader implements AsyncCacheLoader<UUID, Lookup> {

        @Override
        public CompletableFuture<Lookup> asyncLoad(UUID video, Executor worker) {
            try {
                return CompletableFuture.supplyAsync(() -> read(video), worker);
            } catch (RejectedExecutionException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        /** A stream that is still being made is kept true by events; a failed read keeps what is there. */
        @Override
        public CompletableFuture<Lookup> asyncReload(UUID video, Lookup old, Executor worker) {
            if (!(old instanceof KnownStream stream) || !stream.ready()) {
                return CompletableFuture.completedFuture(old);
            }
            return asyncLoad(video, worker).thenApply(read -> read == Lookup.Missing.UNAVAILABLE ? old : read);
        }

        private Lookup read(UUID video) {
            long begin = System.nanoTime();
            try {
                return streams.find(video)
                        .<Lookup>map(stream -> KnownStream.of(stream, begin))
                        .orElse(Lookup.Missing.ABSENT);
            } catch (RuntimeException e) {
                LOG.warnf(e, "video %s: its stream could not be read; players are told to try again", video);
                return Lookup.Missing.UNAVAILABLE;
            }
        }
    }
}
