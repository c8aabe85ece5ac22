package dev.millrace.transcode;

import dev.millrace.engine.EngineLease;
import dev.millrace.job.JobEvent.InitMade;
import dev.millrace.job.JobEvent.SegmentMade;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Makes proven segments visible: bytes first, then the row, in one transaction that only the attempt which still owns its
 * task can commit.
 */
@ApplicationScoped
class Publisher {

    /** The attempt no longer owns its task: what it makes must be thrown away. */
    static final class LostTaskException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** An init segment is not the rendition's. */
    static final class InitDiffersException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InitDiffersException(String rendition) {
            super("the init segment of " + rendition + " differs from the one that is published");
        }
    }

    private final TaskQueue queue;
    private final StreamRepository repository;
    private final StreamSignals signals;
    private final MediaStore store;

    Publisher(TaskQueue queue, StreamRepository repository, StreamSignals signals, MediaStore store) {
        this.queue = queue;
        this.repository = repository;
        this.signals = signals;
        this.store = store;
    }

    /**
     * Publishes one segment. One that another attempt published is left as it is.
     *
     * @param asked what the engine was asked for: it is not believed more than that
     */
    @Transactional
    void publish(TaskRun run, StreamPlan plan, SegmentMade made, WorkInHand.Entry asked, EngineLease engine) {
        UUID video = run.subject();
        if (!asked.includes(made.rendition(), made.number())) {
            throw new IllegalStateException("the engine made " + made.rendition() + "/" + made.number() + ", unasked");
        }
        if (!queue.holds(run)) {
            throw new LostTaskException();
        }
        if (!repository.holdInit(video, made.rendition(), made.initSha256()).equals(made.initSha256())) {
            throw new InitDiffersException(made.rendition());
        }
        var file = engine.take(made.rendition() + "/" + made.number() + ".m4s");
        long size = size(file);
        int gops = KeyPictures.gops(plan, made.rendition(), made.number());
        if (!KeyPictures.plausible(made.keys(), gops, size)) {
            throw new IllegalStateException("the engine says of " + made.rendition() + "/" + made.number()
                    + " where its key pictures are, and that cannot be true");
        }
        if (repository.addSegment(video, made.rendition(), made.number(), size, made.keys())) {
            store.publish(file, Streams.segmentKey(video, made.rendition(), made.number()));
            signals.sendPublished(video, made.rendition(), made.number(), size);
        }
    }

    /**
     * Publishes the init segments of a plan, in the transaction that stores the plan: whoever can read a playlist can have
     * every init segment.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void publish(TaskRun run, StreamPlan plan, List<InitMade> inits, EngineLease engine) {
        UUID video = run.subject();
        for (var init : inits) {
            if (!plan.names(init.rendition(), 0)) {
                throw new IllegalStateException("the engine made an init segment of " + init.rendition() + ", unasked");
            }
            if (!repository.holdInit(video, init.rendition(), init.sha256()).equals(init.sha256())) {
                throw new InitDiffersException(init.rendition());
            }
            store.publish(engine.take(init.rendition() + "/init.mp4"), Streams.initKey(video, init.rendition()));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
