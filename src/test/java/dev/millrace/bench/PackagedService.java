package dev.millrace.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.testing.Operator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged service as a child process, with a data folder and a port of its own. */
final class PackagedService implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path JAVA_PROGRAMS = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Path folder;
    private final VideoClient client;
    private final Process process;

    private PackagedService(Path folder, List<String> options) throws IOException {
        int port = freePort();
        this.folder = folder;
        this.client = new VideoClient("http://127.0.0.1:" + port);
        var command = new ArrayList<>(List.of(JAVA_PROGRAMS.resolve("java").toString(), "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("MILLRACE_DATA_DIR", data().toString());
        builder.environment().put("MILLRACE_ADMIN_TOKEN", Operator.TOKEN);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.process = builder.start();
    }

    static void assumeItIsPackaged() {
        assumeTrue(Files.exists(JAR), "needs the packaged service: run it by ./mvnw -Pbench verify");
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder gets its data and its log; one that was used before is gone on with
     * @param options for its JVM; a setting is {@code -Dmillrace.…}
     */
    static PackagedService start(Path folder, String... options) throws IOException {
        assumeItIsPackaged();
        var service = new PackagedService(folder, List.of(options));
        try {
            await().atMost(START).pollDelay(Duration.ZERO).pollInterval(LOOK).until(service::isReady);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw new IllegalStateException(service.log(), e);
        }
    }

    VideoClient client() {
        return client;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** What it has said so far. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    ProcessorTime processorTime() {
        return new ProcessorTime(process.pid(), this::databasePid);
    }

    /** Java heap that is reachable now. */
    long reachableHeapBytes() throws IOException, InterruptedException {
        var collection = new ProcessBuilder(
                        JAVA_PROGRAMS.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IllegalStateException("jcmd could not collect garbage in the service");
        }
        return client.metrics().usedHeapBytes();
    }

    /** As {@code kill -9} does: the service cannot stop anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The embedded database, which lets go of its parent. */
    private Optional<Long> databasePid() {
        try {
            return Files.readAllLines(data().resolve("postgresql/data/postmaster.pid")).stream()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the service ended with status " + process.exitValue());
        }
        return client.ready();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
