package dev.millrace.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.testing.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A running service as its clients know it: over HTTP, by the public API and the playlists alone. */
public final class Service {

    /** Far more than anything takes on an idle machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Pattern URI_ATTRIBUTE = Pattern.compile("URI=\"([^\"]+)\"");
    private static final String BOUNDARY = "films";

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    public Service(URI root) {
        this.root = root;
    }

    /** Uploads a film by the API and returns its video's id; fails unless the answer is 201. */
    public UUID upload(Path film) {
        try {
            var head = ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n")
                    .formatted(BOUNDARY, film.getFileName())
                    .getBytes(StandardCharsets.UTF_8);
            var tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
            var body = BodyPublishers.concat(
                    BodyPublishers.ofByteArray(head), BodyPublishers.ofFile(film), BodyPublishers.ofByteArray(tail));
            var answer = send(to("/api/videos")
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(body));
            if (answer.statusCode() != 201) {
                throw new AssertionError("the upload was answered with " + text(answer));
            }
            return UUID.fromString(json.readTree(answer.body()).get("id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<byte[]> get(String path) {
        return send(to(path));
    }

    public HttpResponse<byte[]> send(String method, String path) {
        return send(to(path).method(method, BodyPublishers.noBody()));
    }

    /** Asks without waiting for the answer. */
    public CompletableFuture<HttpResponse<byte[]>> ask(String path) {
        return http.sendAsync(to(path).build(), BodyHandlers.ofByteArray());
    }

    /** The events of a video, line by line, until the service ends them. */
    List<String> events(UUID video) {
        try {
            return http.send(
                            to("/api/videos/" + video + "/events")
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines())
                    .body()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode video(UUID id) {
        return read(get("/api/videos/" + id));
    }

    public JsonNode read(HttpResponse<byte[]> answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text(answer), e);
        }
    }

    /** Waits until a video is as it should be and returns it. One that fails instead fails the test at once. */
    public JsonNode await(UUID id, Predicate<JsonNode> wanted) {
        var last = new JsonNode[1];
        Awaitility.await("video " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .pollInSameThread()
                .failFast(() -> {
                    last[0] = video(id);
                    if (last[0].path("state").asText().equals("failed") && !wanted.test(last[0])) {
                        throw new AssertionError("the video failed: " + last[0].get("failure"));
                    }
                })
                .until(() -> wanted.test(last[0]));
        return last[0];
    }

    public JsonNode awaitState(UUID id, String state) {
        return await(id, v -> v.path("state").asText().equals(state));
    }

    public JsonNode awaitPlayable(UUID id) {
        return await(id, v -> v.path("playable").asBoolean());
    }

    /** The paths of a video's media playlists, in the order of the multivariant playlist. */
    List<String> playlists(UUID video) {
        var path = "/v/" + video + "/index.m3u8";
        return uris(path);
    }

    /** The paths that a playlist names, each once. */
    public List<String> uris(String playlist) {
        var found = new ArrayList<String>();
        for (var line : text(get(playlist)).lines().toList()) {
            var attribute = URI_ATTRIBUTE.matcher(line);
            var uri = attribute.find() ? attribute.group(1) : line;
            if (attribute.reset().find() || !(line.isEmpty() || line.startsWith("#"))) {
                found.add(URI.create(playlist).resolve(uri).getPath());
            }
        }
        return found.stream().distinct().toList();
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", Operator.AUTHORIZATION)
                .timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
