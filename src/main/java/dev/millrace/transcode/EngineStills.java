package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** {@link Stills} by this node's engines: what is decoded is one GOP of the stored segment. */
@ApplicationScoped
class EngineStills implements Stills {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 16 << 20;

    private final EngineRoom engines;
    private final Excerpts excerpts;
    private final StreamRepository repository;

    EngineStills(EngineRoom engines, Excerpts excerpts, StreamRepository repository) {
        this.engines = engines;
        this.excerpts = excerpts;
        this.repository = repository;
    }

    @Override
    public byte[] make(Still still) throws InterruptedException {
        var timeline = repository.planOf(still.video()).timeline();
        var segment = timeline.segmentAt(still.slot());
        var published = repository
                .segment(still.video(), still.rendition(), segment.number())
                .orElseThrow(() -> new IllegalStateException("the segment is not published"));
        int inSegment = (int) (still.slot() - segment.firstFrame());
        int gopFrames = timeline.grid().gopFrames();
        var part = Excerpt.gop(published, inSegment / gopFrames);
        int picture = published.keys().isEmpty() ? inSegment : inSegment % gopFrames;
        try (var file = excerpts.write(still.video(), new Excerpt(still.rendition(), List.of(part)));
                var engine = engines.pool().lease(still.video(), file.path())) {
            return make(still, picture, engine);
        } catch (EngineDiedException | UncheckedIOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static byte[] make(Still still, int picture, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var job = new Job.MakeStill(engine.source(), engine.output(), still.size(), picture, still.format());
        var ended = engine.run(job, LONGEST, event -> {});
        if (ended instanceof JobEvent.Failed failed) {
            throw new IllegalStateException(failed.message());
        }
        var file = engine.take("still." + still.format());
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalStateException("the engine made a picture of " + Files.size(file) + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
