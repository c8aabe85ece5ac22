package dev.millrace.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged service as a child process, with a data folder and a port of its own. */
final class PackagedService implements AutoCloseable {

    static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private static final String BOUNDARY = "millrace-bench-boundary";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration JOB = Duration.ofMinutes(30);

    private final Path data;
    private final String url;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private PackagedService(Path folder) throws IOException {
        int port = freePort();
        this.data = folder.resolve("data");
        this.url = "http://127.0.0.1:" + port;
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        JAR.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("MILLRACE_DATA_DIR", data.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.process = builder.start();
    }

    /** Starts it and waits until it is ready. */
    static PackagedService start(Path folder) throws IOException {
        var service = new PackagedService(folder);
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(200)).until(service::isReady);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The embedded database, which lets go of its parent. */
    Optional<Long> databasePid() {
        try {
            return Files.readAllLines(data.resolve("postgresql/data/postmaster.pid")).stream()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Uploads a film and waits until it is ready. */
    JsonNode make(Path film) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/videos"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(form(film))
                .build();
        var id = ask(request).required("id").asText();
        var made = await().atMost(JOB)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> get("/api/videos/" + id),
                        video -> isOver(video.required("state").asText()));
        if (!made.required("state").asText().equals("ready")) {
            throw new IllegalStateException("not made: " + made.required("failure"));
        }
        return made;
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

    private static boolean isOver(String state) {
        return state.equals("ready") || state.equals("failed");
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the service ended with status " + process.exitValue());
        }
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url + "/q/health/ready")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    private JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(request + ": " + response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body());
    }

    private static BodyPublisher form(Path film) throws IOException {
        var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"film.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\n";
        var tail = "\r\n--" + BOUNDARY + "--\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head, StandardCharsets.US_ASCII),
                BodyPublishers.ofFile(film),
                BodyPublishers.ofString(tail, StandardCharsets.US_ASCII));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
