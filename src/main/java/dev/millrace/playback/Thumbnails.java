package dev.millrace.playback;

import dev.millrace.transcode.Stills;
import dev.millrace.transcode.Stills.Still;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Thumbnails as they are asked for: from the files if they were made before, else made, a few at a time. The same one is
 * made once however many ask for it at the same time.
 *
 * <p>All threads may use it; nothing here blocks the caller.
 */
final class Thumbnails implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Thumbnails.class);

    /** So many wait for each that is being made; more are sent away. */
    private static final int WAITING_EACH = 8;

    private static final long IDLE_SECONDS = 10;

    private final Stills stills;
    private final ThumbnailFiles files;
    private final Executor worker;
    private final ThreadPoolExecutor makers;
    private final ConcurrentHashMap<Still, CompletableFuture<byte[]>> underWay = new ConcurrentHashMap<>();

    /**
     * @param worker may block, for files
     * @param atOnce how many are made side by side
     */
    Thumbnails(Stills stills, ThumbnailFiles files, Executor worker, int atOnce) {
        this.stills = stills;
        this.files = files;
        this.worker = worker;
        this.makers = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_EACH * atOnce),
                work -> new Thread(work, "thumbnail"));
        makers.allowCoreThreadTimeOut(true);
    }

    /**
     * A picture whose segment is there. The future ends on another thread; it fails with {@link
     * RejectedExecutionException} when too many are asked for, else with whatever went wrong.
     */
    CompletableFuture<byte[]> find(Still still) {
        var own = new CompletableFuture<byte[]>();
        var others = underWay.putIfAbsent(still, own);
        if (others != null) {
            return others;
        }
        own.whenComplete((bytes, failure) -> underWay.remove(still, own));
        run(worker, own, () -> files.find(still)
                .ifPresentOrElse(own::complete, () -> run(makers, own, () -> own.complete(make(still)))));
        return own;
    }

    /** Removes a video's pictures. Does not block. */
    void forget(UUID video) {
        try {
            worker.execute(() -> files.forget(video));
        } catch (RejectedExecutionException e) {
            LOG.debugf("video %s: its thumbnails stay until others need their room", video);
        }
    }

    @Override
    public void close() {
        makers.shutdownNow();
    }

    private byte[] make(Still still) {
        try {
            var bytes = stills.make(still);
            files.keep(still, bytes);
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        } catch (RuntimeException e) {
            LOG.warnf("video %s: no thumbnail of picture %d: %s", still.video(), still.slot(), e.getMessage());
            throw e;
        }
    }

    /** Whatever becomes of the work, who waits is answered. */
    private static void run(Executor executor, CompletableFuture<?> answer, Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
    }
}
