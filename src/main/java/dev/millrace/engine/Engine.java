package dev.millrace.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One engine process: a folder it reads, a folder it writes, one job at a time. Owned by one thread at a time; {@link
 * #kill} may come from any.
 */
final class Engine implements AutoCloseable {

    static final String SANDBOX_IN = "/in";
    static final String SANDBOX_OUT = "/out";

    private static final Logger LOG = Logger.getLogger(Engine.class);
    /** To start takes a Java machine; how busy the computer is says nothing about a job. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private static final int REMEMBERED_LINES = 20;
    private static final int LONGEST_LINE = 1000;

    /** The facts of a twelve-hour source with its key frames are a few million characters. */
    private static final int LONGEST_FACTS = 32 << 20;

    private static final int LONGEST_MESSAGE = 64 << 10;

    private static final int MOST_MESSAGES = 1000;

    private final Path folder;
    private final boolean sandboxed;
    private final Duration patience;
    private final Process process;
    private final BufferedWriter jobs;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(MOST_MESSAGES);
    private final EngineOutput written;
    private final Deque<String> lastWords = new ArrayDeque<>();

    private JobEvent.Hello hello;
    private volatile int longestMessage = LONGEST_MESSAGE;

    /** An event, or the end of the engine when null. */
    private record Message(JobEvent event) {}

    private Engine(Path folder, EngineCommand command, Duration patience) throws IOException {
        this.folder = folder;
        this.sandboxed = command.sandboxed();
        this.patience = patience;
        var in = Files.createDirectories(folder.resolve("in"));
        var out = Files.createDirectories(folder.resolve("out"));
        written = new EngineOutput(out, Files.createDirectories(folder.resolve("taken")));
        var builder = new ProcessBuilder(command.build(in, out)).directory(folder.toFile());
        builder.environment().clear();
        process = builder.start();
        jobs = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        daemon("engine-events-" + process.pid(), this::listen);
        daemon("engine-words-" + process.pid(), this::remember);
    }

    /** Starts a process in an own folder; does not wait for it. */
    static Engine start(Path folder, EngineCommand command, Duration patience) {
        try {
            return new Engine(folder, command, patience);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an engine process", e);
        }
    }

    /** The engine's first words; waits for them when they were not heard yet. */
    JobEvent.Hello hello() throws InterruptedException, EngineDiedException {
        while (hello == null) {
            if (next(LONGEST_START) instanceof JobEvent.Hello first) {
                hello = first;
            }
        }
        return hello;
    }

    /** The source's path as the engine sees it. */
    String source() {
        return in() + "/source";
    }

    /** The path of the image for the watermark as the engine sees it. */
    String watermark() {
        return in() + "/watermark";
    }

    private String in() {
        return sandboxed ? SANDBOX_IN : folder.resolve("in").toString();
    }

    /** The output folder as the engine sees it. */
    String output() {
        return sandboxed ? SANDBOX_OUT : folder.resolve("out").toString();
    }

    /** Its own folder, its identity while it lives. */
    Path folder() {
        return folder;
    }

    /** What it has written. */
    EngineOutput written() {
        return written;
    }

    /**
     * Lets the engine read a source, under a name of our own; the file itself cannot be changed through it.
     *
     * @param watermark an image that it may read as well, or null
     */
    void give(Path source, Path watermark) {
        try {
            link("source", source);
            link("watermark", watermark);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the engine its source", e);
        }
    }

    private void link(String name, Path file) throws IOException {
        var link = folder.resolve("in").resolve(name);
        Files.deleteIfExists(link);
        if (file != null) {
            Files.createLink(link, file);
        }
    }

    /**
     * Does a job and hands on every event but the last, on the caller's thread.
     *
     * @param longest the engine is ended when the job takes longer
     * @throws EngineDiedException when the engine ended, or was ended because it hung
     */
    JobEvent.Ended run(Job job, Duration longest, Consumer<JobEvent> events)
            throws InterruptedException, EngineDiedException {
        hello();
        written.clear();
        messages.clear(); // what an engine says unasked is not listened to
        longestMessage = job instanceof Job.Probe ? LONGEST_FACTS : LONGEST_MESSAGE;
        send(job);
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            var event = next(patience);
            if (event instanceof JobEvent.Ended ended) {
                return ended;
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new EngineDiedException(
                        "engine_timeout", "The work took longer than " + longest.toSeconds() + " s and was ended.");
            }
            events.accept(event);
        }
    }

    /** Asks for an early end of the running job. When the engine is gone, its death is noticed elsewhere. */
    void stop() {
        try {
            send(new Job.Stop());
        } catch (EngineDiedException e) {
            LOG.debugf("no need to stop: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the whole process group at once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends the engine and removes its folder. */
    @Override
    public void close() {
        kill();
        messages.clear(); // a listener that waits for room comes free
        // an interrupted worker must clean up, too: the folder holds a link to the source
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            Folders.remove(folder);
        } catch (IOException e) {
            LOG.warnf("the engine's folder %s stays behind until the next start: %s", folder, e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes on a thread of its own: an engine that does not read must not hold the worker. */
    private void send(Job job) throws EngineDiedException, InterruptedException {
        var failure = new AtomicReference<IOException>();
        var writer = daemon("engine-job-" + process.pid(), () -> {
            try {
                jobs.write(Wire.line(job));
                jobs.newLine();
                jobs.flush();
            } catch (IOException e) {
                failure.set(e);
            }
        });
        writer.join(patience.toMillis());
        if (writer.isAlive() || failure.get() != null) {
            throw died();
        }
    }

    private JobEvent next(Duration longest) throws InterruptedException, EngineDiedException {
        var message = messages.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            kill();
            throw new EngineDiedException(
                    "engine_stalled", "The engine made no progress for " + longest.toSeconds() + " s and was ended.");
        }
        if (message.event() == null) {
            messages.offer(message);
            throw died();
        }
        return message.event();
    }

    private EngineDiedException died() {
        kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int status = process.isAlive() ? -1 : process.exitValue();
        var how = status > 128 ? "signal " + (status - 128) : "status " + status;
        synchronized (lastWords) {
            var words = lastWords.isEmpty() ? "" : ": " + String.join(" | ", lastWords);
            return new EngineDiedException("engine_crash", "The engine process ended with " + how + words);
        }
    }

    private void listen() {
        try (var lines = new Lines(process.getInputStream(), () -> longestMessage)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                hear(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            kill();
            LOG.debugf("the engine's output ended: %s", e.getMessage());
        } finally {
            end();
        }
    }

    /** Wakes whoever waits for an event. */
    private void end() {
        var last = new Message(null);
        if (!messages.offer(last)) {
            messages.clear();
            messages.offer(last);
        }
    }

    /** What is no message comes from the Java machine itself, in trouble. */
    private void hear(String line) throws InterruptedException {
        try {
            messages.put(new Message(Wire.event(line)));
        } catch (JsonProcessingException e) {
            keep(line);
        }
    }

    private void remember() {
        try (var lines = new Lines(process.getErrorStream(), () -> LONGEST_MESSAGE)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                keep(line);
            }
        } catch (IOException e) {
            LOG.debugf("the engine's words ended: %s", e.getMessage());
        }
    }

    private void keep(String line) {
        synchronized (lastWords) {
            lastWords.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
            if (lastWords.size() > REMEMBERED_LINES) {
                lastWords.remove();
            }
        }
    }

    private static Thread daemon(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
