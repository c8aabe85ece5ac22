package dev.millrace.engine;

import dev.millrace.engine.EngineStatus.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The engine processes of this node. One spare is always started ahead, so that a new video never waits for a process to
 * start.
 *
 * <p>An engine serves one video and is then replaced: whatever a hostile file may do to its process, no other video's
 * source is ever seen by it.
 */
public final class EnginePool implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EnginePool.class);
    private static final int MOST_IDLE = 2;

    private final Path folder;
    private final EngineConfig config;
    private final EngineCommand command;
    private final EngineStatus status;
    private final Deque<Idle> idle = new ArrayDeque<>();

    private Engine spare;
    private boolean closed;

    private record Idle(UUID owner, Engine engine, long sinceNanos) {}

    private EnginePool(Path folder, EngineConfig config, EngineCommand command, EngineStatus status) {
        this.folder = folder;
        this.config = config;
        this.command = command;
        this.status = status;
        this.spare = start();
    }

    /**
     * Checks that an engine starts, and unpacks the native libraries at the first start; then starts the spare.
     *
     * @param folder for the engines' own folders, on the same file system as the sources
     * @param cache where the native libraries are unpacked, kept between starts
     */
    public static EnginePool open(Path folder, Path cache, EngineConfig config) {
        try {
            removeLeftOvers(folder);
            Files.createDirectories(folder);
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var classpath = EngineClasspath.find();
        if (!config.sandbox().equals("off") && Tools.find("bwrap") != null) {
            var command = new EngineCommand(classpath, cache, config, true, true);
            var status = tryOut(folder, command, config, Level.A);
            if (status != null) {
                return new EnginePool(folder, config, new EngineCommand(classpath, cache, config, true, false), status);
            }
            LOG.warn("bubblewrap is installed but does not work here; engines run with limits only");
        }
        if (config.sandbox().equals("required")) {
            throw new IllegalStateException(
                    "millrace.engine.sandbox is 'required', but bubblewrap is not installed or does not work here.");
        }
        var command = new EngineCommand(classpath, cache, config, false, true);
        var status = tryOut(folder, command, config, Level.C);
        if (status == null) {
            throw new IllegalStateException("The media engine does not start on this machine; see the lines above.");
        }
        return new EnginePool(folder, config, command, status);
    }

    public EngineStatus status() {
        return status;
    }

    /** An engine that may read one file, best one that has served the same video before. */
    public EngineLease lease(UUID video, Path source) {
        return lease(video, source, null);
    }

    /**
     * An engine for one video's job, best one that has served the same video before.
     *
     * @param source the file it may read
     * @param watermark an image that it may read as well, or null
     */
    public EngineLease lease(UUID video, Path source, Path watermark) {
        var engine = take(video);
        try {
            engine.give(source, watermark);
        } catch (UncheckedIOException e) {
            giveBack(video, engine, false);
            throw e;
        }
        return new EngineLease(this, video, engine);
    }

    /** Ends all engines that nobody uses now. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(i -> i.engine().close());
        idle.clear();
        if (spare != null) {
            spare.close();
        }
    }

    /** Ends idle engines of a video that is gone. */
    public synchronized void forget(UUID video) {
        idle.removeIf(i -> {
            if (i.owner().equals(video)) {
                i.engine().close();
                return true;
            }
            return false;
        });
    }

    /** Ends engines that have waited so long for more work on their video that there may be none. */
    public void endIdle(Duration longest) {
        var over = new ArrayList<Idle>();
        synchronized (this) {
            long now = System.nanoTime();
            idle.stream().filter(i -> now - i.sinceNanos() >= longest.toNanos()).forEach(over::add);
            idle.removeAll(over);
        }
        over.forEach(i -> i.engine().close());
    }

    /** Takes an engine back; one that is not healthy is ended. */
    void giveBack(UUID video, Engine engine, boolean healthy) {
        Engine surplus = null;
        synchronized (this) {
            if (!healthy || closed || !engine.alive()) {
                surplus = engine;
            } else {
                idle.addFirst(new Idle(video, engine, System.nanoTime()));
                if (idle.size() > MOST_IDLE) {
                    surplus = idle.removeLast().engine();
                }
            }
        }
        if (surplus != null) {
            surplus.close();
        }
    }

    private synchronized Engine take(UUID video) {
        for (var candidate : idle) {
            if (candidate.owner().equals(video) && candidate.engine().alive()) {
                idle.remove(candidate);
                return candidate.engine();
            }
        }
        var engine = spare;
        if (engine == null || !engine.alive()) {
            if (engine != null) {
                engine.close();
            }
            engine = start();
        }
        spare = start();
        return engine;
    }

    /** Of engines of an earlier life. Hostile media may have made folders that resist; new ones have other names. */
    private static void removeLeftOvers(Path folder) {
        try {
            Folders.remove(folder);
        } catch (IOException e) {
            LOG.warnf("what earlier engines left in %s stays there: %s", folder, e.getMessage());
        }
    }

    private Engine start() {
        return Engine.start(folder.resolve("engine-" + UUID.randomUUID()), command, config.patience());
    }

    private static EngineStatus tryOut(Path folder, EngineCommand command, EngineConfig config, Level level) {
        try (var engine = Engine.start(folder.resolve("check-" + UUID.randomUUID()), command, config.patience())) {
            var hello = engine.hello();
            return new EngineStatus(hello.ffmpeg(), hello.missing(), level);
        } catch (EngineDiedException e) {
            LOG.warnf("an engine does not start: %s", e.getMessage());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking the engine", e);
        }
    }
}
