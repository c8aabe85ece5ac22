package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.JobEvent;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskRun;
import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
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
            new Outcome.Wait("storage_full", "There is not enough room left on the server.", Duration.ofSeconds(10));

    private final EngineRoom engines;
    private final MediaStore store;

    SourceWork(EngineRoom engines, MediaStore store) {
        this.engines = engines;
        this.store = store;
    }

    /**
     * Work with an engine. While the disk is nearly full it is not begun, and what fails then waits for room instead of
     * counting as a failure.
     */
    Outcome run(TaskRun run, Work work) throws InterruptedException {
        if (!store.space().has(0)) {
            return NO_ROOM;
        }
        var source = store.find(Streams.sourceKey(run.subject()));
        if (source.isEmpty()) {
            return new Outcome.Failed("source_missing", "The uploaded file is no longer there.");
        }
        return run(run, source.get().path(), work);
    }

    /** The same with an engine that may read another file. */
    Outcome run(TaskRun run, Path source, Work work) throws InterruptedException {
        if (!store.space().has(0)) {
            return NO_ROOM;
        }
        var outcome = leased(run, source, work);
        return outcome instanceof Outcome.Retry && !store.space().has(0) ? NO_ROOM : outcome;
    }

    private Outcome leased(TaskRun run, Path source, Work work) throws InterruptedException {
        try (var engine = engines.pool().lease(run.subject(), source)) {
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
