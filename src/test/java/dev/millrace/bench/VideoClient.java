package dev.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.testing.Operator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A running service as programs use it: over HTTP/1.1 with connections that stay open, by the API and the playlists. */
final class VideoClient {

    private static final String BOUNDARY = "millrace-bench-boundary";
    private static final Set<String> OVER = Set.of("ready", "failed");
    private static final Duration JOB = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final String root;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    /** @param root such as {@code http://127.0.0.1:8080} */
    VideoClient(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    /** Uploads a film and waits until it is ready. */
    JsonNode make(Path film) throws IOException, InterruptedException {
        var made = await(upload(film), video -> OVER.contains(state(video)));
        if (!state(made).equals("ready")) {
            throw new IllegalStateException("not made: " + made.required("failure"));
        }
        return made;
    }

    /** Uploads a film; returns its id when the whole answer has come. */
    String upload(Path film) throws IOException, InterruptedException {
        var request = to("/api/videos")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(form(film));
        return json.readTree(send(request)).required("id").asText();
    }

    JsonNode video(String id) throws IOException, InterruptedException {
        return json.readTree(send(to("/api/videos/" + id)));
    }

    JsonNode await(String id, Predicate<JsonNode> wanted) {
        return Awaitility.await("video " + id).atMost(JOB).pollInterval(LOOK).until(() -> video(id), wanted);
    }

    static String state(JsonNode video) {
        return video.required("state").asText();
    }

    /** Ends all work on a video and removes it. */
    void delete(String id) throws IOException, InterruptedException {
        send(to("/api/videos/" + id).DELETE());
    }

    /** Asks without waiting for the answer. */
    CompletableFuture<HttpResponse<byte[]>> ask(String path) {
        return http.sendAsync(to(path).build(), BodyHandlers.ofByteArray());
    }

    Listing listing(String path) throws IOException, InterruptedException {
        return new Listing(path, send(to(path)));
    }

    Metrics metrics() throws IOException, InterruptedException {
        return new Metrics(send(to("/q/metrics")));
    }

    boolean ready() throws InterruptedException {
        try {
            return http.send(to("/q/health/ready").build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).header("Authorization", Operator.AUTHORIZATION);
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
}
