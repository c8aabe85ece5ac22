package dev.millrace.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The PostgreSQL server that runs in a data folder, whoever started it.
 *
 * <p>Its own note {@code postmaster.pid} names a process; after a crash or in a copied folder that may be anybody's, so
 * the process must be a {@code postgres} that works in this folder.
 */
record Postmaster(ProcessHandle process, Path data) {

    private static final Logger LOG = Logger.getLogger(Postmaster.class);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration IDLE_LOOK = Duration.ofSeconds(1);

    private enum Shutdown {
        /** Cuts connections, writes everything. */
        FAST("INT", Duration.ofSeconds(15)),
        /** Stops at once; the next start replays the log. */
        IMMEDIATE("QUIT", Duration.ofSeconds(5)),
        LAST_RESORT("KILL", Duration.ofSeconds(5));

        final String signal;
        final Duration patience;

        Shutdown(String signal, Duration patience) {
            this.signal = signal;
            this.patience = patience;
        }
    }

    /**
     * Finds the server of a folder.
     *
     * <p>A note that names a stranger is thrown away: PostgreSQL would not start while any process has that number. One
     * that names nobody stays: PostgreSQL looks itself whether children of a dead server are still at work.
     *
     * @param data real path
     */
    static Optional<Postmaster> in(Path data) throws IOException {
        var note = data.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        var named = processOf(note).map(process -> new Postmaster(process, data));
        if (named.isPresent() && !named.get().isAtWork()) {
            Files.deleteIfExists(note);
        }
        return named.filter(Postmaster::isAtWork);
    }

    /** Stops the server, gently first; blocks until it is gone. */
    void stop() throws IOException, InterruptedException {
        for (var way : Shutdown.values()) {
            signal(way.signal);
            if (gone(way.patience, LOOK)) {
                return;
            }
            LOG.warnf("PostgreSQL (process %d) is still running; trying harder to stop it", process.pid());
        }
        throw new IOException("an earlier server (process " + process.pid() + ") cannot be stopped");
    }

    /** Blocks until the server is gone, for whatever reason. */
    void awaitEnd() throws InterruptedException {
        while (!gone(Duration.ofHours(1), IDLE_LOOK)) {
            LOG.debugf("PostgreSQL (process %d) is at work", process.pid());
        }
    }

    /** Java can send TERM and KILL only, and on TERM PostgreSQL waits for its clients. */
    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** A zombie nobody has waited for yet is gone, too: it has no command any more. That is seen at the next look. */
    private boolean gone(Duration patience, Duration look) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        var exit = process.onExit();
        while (System.nanoTime() < end) {
            try {
                exit.get(look.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                if (!isAtWork()) {
                    return true;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return false;
    }

    private boolean isAtWork() {
        var command = process.info().commandLine().orElse("");
        return command.contains("postgres")
                && ((" " + command + " ").contains(" -D " + data + " ") || data.equals(workingFolder()));
    }

    /** Null where the system does not tell. */
    private Path workingFolder() {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private static Optional<ProcessHandle> processOf(Path note) throws IOException {
        try (var lines = Files.lines(note)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> NUMBER.matcher(line).matches())
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(ProcessHandle::isAlive);
        }
    }
}
