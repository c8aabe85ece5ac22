package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(VideoEventsTest.QuickHeartbeat.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class VideoEventsTest {

    public static class QuickHeartbeat implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("millrace.video.heartbeat", "200ms", "millrace.roles", "web");
        }
    }

    @Inject
    VideoLibrary library;

    @Inject
    WorkNews news;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI root;

    private final HttpClient http = HttpClient.newHttpClient();

    record Event(String name, JsonNode video) {}

    @Test
    void tellsTheStateAtOnceThenEachChangeUntilItIsReady() throws Exception {
        UUID id = create();
        var events = open(id);
        var first = events.next();
        assertThat(first.name()).isEqualTo("state");
        assertThat(first.video())
                .isEqualTo(json.readTree(given().get("/api/videos/" + id).asString()));

        news.started(id);
        assertThat(until(events, "processing").name()).isEqualTo("state");
        news.progress(id, 10, null, "transcoding");
        var progress = events.next();
        assertThat(progress.name()).isEqualTo("progress");
        assertThat(progress.video().at("/progress/percent").asDouble()).isEqualTo(10);
        news.playable(id, List.of());
        var playable = events.next();
        assertThat(playable.name()).isEqualTo("state");
        assertThat(playable.video().at("/playback/hls").asText())
                .isEqualTo(root.resolve("/v/" + id + "/index.m3u8").toString());
        news.ready(id, List.of());

        assertThat(until(events, "ready").name()).isEqualTo("state");
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void tellsOnlyTheLatestOfManyChanges() throws Exception {
        UUID id = create();
        news.started(id);
        var events = open(id);
        events.next();
        for (int i = 1; i <= 200; i++) {
            news.progress(id, i / 2.0, null, "transcoding");
        }
        news.failed(id, "corrupt_source", "The file is damaged.");

        var heard = new ArrayList<Event>();
        events.forEachRemaining(heard::add);

        assertThat(heard).hasSizeLessThan(100);
        assertThat(heard.get(heard.size() - 1).video().at("/failure/code").asText())
                .isEqualTo("corrupt_source");
    }

    @Test
    void endsWhenTheVideoIsDeleted() throws Exception {
        UUID id = create();
        var events = open(id);
        events.next();

        library.delete(id);

        assertThat(events.next().name()).isEqualTo("deleted");
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void saysThatItIsAliveWhileNothingHappens() throws Exception {
        UUID id = create();
        try (var lines = lines(id)) {
            assertThat(lines.anyMatch(": still here"::equals)).isTrue();
        }
    }

    @Test
    void sendsABrowserAwayThatComesBackAfterTheEnd() {
        UUID id = create();
        news.failed(id, "corrupt_source", "The file is damaged.");

        given().header("Last-Event-ID", "failed")
                .get("/api/videos/{id}/events", id)
                .then()
                .statusCode(204);
        given().header("Last-Event-ID", "queued")
                .get("/api/videos/{id}/events", id)
                .then()
                .statusCode(200);
    }

    @Test
    void knowsNoEventsOfAnUnknownVideo() {
        given().get("/api/videos/{id}/events", UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().get("/api/videos/nonsense/events").then().statusCode(404).contentType("application/problem+json");
    }

    private Event until(Iterator<Event> events, String state) {
        while (true) {
            var event = events.next();
            if (event.video().at("/state").asText().equals(state)) {
                return event;
            }
        }
    }

    private Iterator<Event> open(UUID id) throws Exception {
        var lines = lines(id).iterator();
        return new Iterator<>() {
            private String name;

            @Override
            public boolean hasNext() {
                while (name == null && lines.hasNext()) {
                    String line = lines.next();
                    name = line.startsWith("event: ") ? line.substring(7) : null;
                }
                return name != null;
            }

            @Override
            public Event next() {
                if (!hasNext()) {
                    throw new AssertionError("the stream ended");
                }
                String data = lines.next();
                while (!data.startsWith("data: ")) {
                    data = lines.next();
                }
                try {
                    return new Event(name, json.readTree(data.substring(6)));
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                } finally {
                    name = null;
                }
            }
        };
    }

    private Stream<String> lines(UUID id) throws Exception {
        var request = HttpRequest.newBuilder(root.resolve("/api/videos/" + id + "/events"))
                .header("Authorization", Operator.AUTHORIZATION)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
    }

    private UUID create() {
        return library.create(
                        new NewVideo(UUID.randomUUID(), null, null, null, null, null, "film.mp4", 4, "0".repeat(64)))
                .id();
    }
}
