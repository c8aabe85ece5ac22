package dev.millrace.engine;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** The use of one engine for one job. Closing gives the engine back, or ends it when the job did not end well. */
public final class EngineLease implements AutoCloseable {

    private final EnginePool pool;
    private final UUID video;
    private final Engine engine;

    private boolean healthy;

    EngineLease(EnginePool pool, UUID video, Engine engine) {
        this.pool = pool;
        this.video = video;
        this.engine = engine;
    }

    /** The source's path for the job. */
    public String source() {
        return engine.source();
    }

    /** The path of the image for the watermark; there is a file only if one was given. */
    public String watermark() {
        return engine.watermark();
    }

    /** The output folder's path for the job. */
    public String output() {
        return engine.output();
    }

    /** The engine's own folder. */
    Path folder() {
        return engine.folder();
    }

    /**
     * Takes over a file that the running or the last job has written.
     *
     * @param name relative to the output folder: {@code v720/12.m4s}
     * @return where the file lies now; it is removed with the next job
     * @throws java.io.UncheckedIOException when there is no such regular file
     */
    public Path take(String name) {
        return engine.written().take(name);
    }

    /**
     * Does the job; events are handed on by the calling thread.
     *
     * @throws EngineDiedException when the engine ended, or was ended because it hung
     * @throws InterruptedException the engine is ended with the lease
     */
    public JobEvent.Ended run(Job job, Duration longest, Consumer<JobEvent> events)
            throws InterruptedException, EngineDiedException {
        healthy = false;
        var ended = engine.run(job, longest, events);
        healthy = true;
        return ended;
    }

    /** Asks the engine to end the running job early; call from an event. */
    public void stop() {
        engine.stop();
    }

    @Override
    public void close() {
        pool.giveBack(video, engine, healthy);
    }
}
