package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.JobEvent;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskRun;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Gives a task an engine that may read the video's source, and turns what can go wrong into outcomes. */
@ApplicationScoped
class SourceWork {

    /** Work with an engine. */
    interface Work {
        Outcome with(EngineLease engine) throws InterruptedException, EngineDiedException;
    }

    private static final Logger LOG = Logger.getLogger(SourceWork.class);

    private static final Outcome NO_ROOM =
            new Outcome.Wait("storage_full", "There is not enough room left on the server.", Duration.ofSeconds(60));

    /** One try, while there is room. */
    private interface Attempt {
        Outcome make() throws InterruptedException;
    }

    private final EngineRoom engines;
    private final MediaStore store;
    private final Room room;

    SourceWork(EngineRoom engines, MediaStore store) {
        this.engines = engines;
        this.store = store;
        this.room = new Room(store::space, LOG::warn);
    }

    /**
     * Work with an engine. While the disk is nearly full it is not begun, and what fails then waits for room instead of
     * counting as a failure.
     */
    Outcome run(TaskRun run, Work work) throws InterruptedException {
        return whileThereIsRoom(() -> {
            var source = store.find(Streams.sourceKey(run.subject()));
            var watermark = store.find(Sources.watermark(run.subject())).map(MediaStore.StoredFile::path);
            return source.isEmpty()
                    ? new Outcome.Failed("source_missing", "The uploaded file is no longer there.")
                    : leased(run, source.get().path(), watermark.orElse(null), work);
        });
    }

    /** The same with an engine that may read an excerpt, which is written when it is clear that the work begins. */
    Outcome run(TaskRun run, Supplier<Excerpts.ExcerptFile> excerpt, Work work) throws InterruptedException {
        return whileThereIsRoom(() -> {
            try (var file = excerpt.get()) {
                return leased(run, file.path(), null, work);
            }
        });
    }

    private Outcome whileThereIsRoom(Attempt attempt) throws InterruptedException {
        if (room.isFull()) {
            return NO_ROOM;
        }
        try {
            var outcome = attempt.make();
            return outcome instanceof Outcome.Retry && room.isFull() ? NO_ROOM : outcome;
        } catch (UncheckedIOException e) {
            if (room.isFull()) {
                return NO_ROOM;
            }
            throw e;
        }
    }

    private Outcome leased(TaskRun run, Path source, Path watermarkOrNull, Work work) throws InterruptedException {
        try (var engine = engines.pool().lease(run.subject(), source, watermarkOrNull)) {
            return work.with(engine);
        } catch (EngineDiedException e) {
            return new Outcome.Retry(e.code(), e.getMessage());
        } catch (Publisher.LostTaskException e) {
            LOG.infof(
                    "video %s: attempt %d of %s was replaced, its work is thrown away",
                    run.subject(), run.attempt(), run.kind());
            return new Outcome.Retry("lost", "Another attempt has taken the task over.");
        } catch (Publisher.InitDiffersException e) {
            return new Outcome.Retry("proof_failed", e.getMessage());
        }
    }

    /** The outcome of a job that did not end as wished. */
    static Outcome failed(JobEvent.Ended ended) {
        if (ended instanceof JobEvent.Failed failed) {
            return failed.permanent()
                    ? new Outcome.Failed(failed.code(), failed.message())
                    : new Outcome.Retry(failed.code(), failed.message());
        }
        return new Outcome.Retry("engine_error", "The engine answered something else than it was asked.");
    }
}
