package dev.millrace.transcode;

import dev.millrace.engine.EngineConfig;
import dev.millrace.engine.EnginePool;
import dev.millrace.engine.EngineStatus;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This node's engines; the first who asks starts them. */
@ApplicationScoped
public class EngineRoom {

    /** Tasks of a video that is being made follow one another at once, and so do the thumbnails of one who looks around. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    private final Path data;
    private final EngineConfig config;

    private EnginePool pool;

    EngineRoom(@ConfigProperty(name = "millrace.data-dir", defaultValue = "data") Path data, EngineConfig config) {
        this.data = data.toAbsolutePath().normalize();
        this.config = config;
    }

    /** What the check at start found; runs it when it has not been run. */
    public EngineStatus status() {
        return pool().status();
    }

    /** A sentence on why this node cannot work, or nothing when it can. */
    public Optional<String> problem() {
        try {
            var missing = status().missingEncoders();
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("The media library of this build lacks the encoders " + String.join(", ", missing)
                            + "; Millrace cannot work without them.");
        } catch (IllegalStateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Ends engines that wait for more work on a video; there will be none. */
    synchronized void forget(UUID video) {
        if (pool != null) {
            pool.forget(video);
        }
    }

    /** Engines that drew a storyboard or thumbnails, as a rule: nobody says when the last was asked for. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void endIdle() {
        started().ifPresent(p -> p.endIdle(LONGEST_IDLE));
    }

    private synchronized Optional<EnginePool> started() {
        return Optional.ofNullable(pool);
    }

    synchronized EnginePool pool() {
        if (pool == null) {
            pool = EnginePool.open(data.resolve("engines"), data.resolve("cache/libraries"), config);
        }
        return pool;
    }

    @PreDestroy
    synchronized void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
