package dev.millrace.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.VideoLibrary;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
@Timeout(60)
class StudioEventsTest {

    @TestHTTPResource("/api/studio/events")
    URI events;

    @Inject
    Shelf shelf;

    @Inject
    VideoLibrary library;

    @Test
    void onePersonsStreamTellsOfTheirVideosAndOfNobodyElses() throws Exception {
        var owner = Person.with("uploader");
        var mine = shelf.put("Mine", owner, "queued");
        var others = shelf.put("Another’s", Person.with("uploader"), "queued");

        try (var stream = open(owner, "")) {
            assertThat(next(stream, "video")).contains(mine.toString(), "\"state\":\"queued\"");
            library.cancel(others);
            library.cancel(mine);
            var told = next(stream, "video");
            assertThat(told).contains(mine.toString(), "\"state\":\"failed\"").doesNotContain(others.toString());
        }
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        var owner = Person.with("uploader");
        var video = shelf.put("Soon gone", owner, "queued");

        try (var stream = open(owner, "")) {
            next(stream, "video");
            owner.request()
                    .delete("/api/videos/" + video + "?undoable=true")
                    .then()
                    .statusCode(204);
            assertThat(next(stream, "gone")).contains(video.toString());
        }
    }

    @Test
    void administratorsMayFollowEverybodys() throws Exception {
        var video = shelf.put("Anybody’s", Person.with("uploader"), "queued");

        try (var stream = open(Person.with("admin"), "?all")) {
            assertThat(until(stream, video)).contains("\"state\":\"queued\"");
        }
    }

    @Test
    void whoIsOutHearsNoMore() throws Exception {
        var owner = Person.with("uploader");
        var video = shelf.put("Not to be heard of", owner, "queued");

        try (var stream = open(owner, "")) {
            next(stream, "video");
            owner.request()
                    .redirects()
                    .follow(false)
                    .post("/account/sign-out-everywhere")
                    .then()
                    .statusCode(303);
            library.cancel(video);
            assertThat(stream.lines().filter(line -> line.startsWith("event:"))).isEmpty();
        }
    }

    @Test
    void othersAreSentAway() {
        given().header(Operator.NOBODY, "").get("/api/studio/events").then().statusCode(401);
        Person.with("viewer").request().get("/api/studio/events").then().statusCode(403);
    }

    private BufferedReader open(Person person, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(events + query))
                .header("Cookie", Person.COOKIE + "=" + person.session())
                .timeout(Duration.ofSeconds(30))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream; charset=UTF-8");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event, which must be of this name. */
    private static String next(BufferedReader stream, String name) throws IOException {
        var line = stream.readLine();
        while (!line.startsWith("event: ")) {
            line = stream.readLine();
        }
        assertThat(line).isEqualTo("event: " + name);
        return stream.readLine();
    }

    private static String until(BufferedReader stream, UUID video) throws IOException {
        var data = next(stream, "video");
        while (!data.contains(video.toString())) {
            data = next(stream, "video");
        }
        return data;
    }
}
