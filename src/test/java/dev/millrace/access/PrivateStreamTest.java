package dev.millrace.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A film that is not for everybody, on its way through the whole service. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PrivateStreamTest {

    @TestHTTPResource("/")
    URI root;

    /** One for all: each test decides anew who may see it. */
    private static UUID video;

    @Inject
    EntityManager database;

    private Service service;

    @BeforeEach
    void aPublicFilmIsThere() {
        service = new Service(root);
        if (video == null) {
            video = service.upload(Films.small(2));
            service.awaitState(video, "ready");
        }
        change("public");
        open("/v/" + video + "/index.m3u8");
    }

    @Test
    void goingPrivateClosesTheOldAddressAndOpensAnotherForThoseWhoMay() {
        var before = "/v/" + video + "/index.m3u8";
        nobody().get(before).then().statusCode(200);

        change("private");

        gone(before);
        var path = path(service.video(video), "hls");
        assertThat(path).matches("/v/[A-Za-z0-9_-]{34}/" + video + "/index\\.m3u8");
        nobody().get(path).then().statusCode(200).header("Cache-Control", containsString("private"));
        for (var part : service.uris(path)) {
            nobody().get(part).then().statusCode(200).header("Cache-Control", not(containsString("public")));
        }
        nobody().get("/api/videos/" + video).then().statusCode(404);
    }

    @Test
    void aTokenDiesWithTheVisibilityItWasMadeFor() {
        change("private");
        var path = path(service.video(video), "hls");

        change("unlisted");
        change("private");

        gone(path);
        nobody().get(path(service.video(video), "hls")).then().statusCode(200);
    }

    @Test
    void everyPartOfAPrivateStreamNeedsTheToken() {
        change("private");
        gone("/v/" + video + "/index.m3u8");
        var known = service.await(video, v -> !v.at("/playback/storyboard").isNull());
        for (var name : new String[] {"hls", "dash", "poster", "storyboard", "storyboardJson", "preview"}) {
            var path = path(known, name);
            nobody().get(path).then().statusCode(200);
            nobody().get(path.replaceFirst("/v/[^/]+/", "/v/")).then().statusCode(404);
            nobody().get(path.replaceFirst("/v/[^/]+/", "/v/" + "A".repeat(34) + "/"))
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void aLinkOpensItUntilItIsTakenBack() {
        change("private");
        var link = given().contentType(ContentType.JSON)
                .body(Map.of("hours", 1))
                .post("/api/videos/" + video + "/links")
                .then()
                .statusCode(201)
                .extract();
        var path = link.<String>path("url").replaceFirst("^https?://[^/]+", "");

        nobody().get("/watch/" + video).then().statusCode(404);
        var cookie = nobody().get(path).then().statusCode(200).extract().cookie("millrace_links");
        var guest = given().cookie("millrace_links", cookie);
        var hls = guest.get("/api/videos/" + video)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("playback.hls");
        nobody().get(URI.create(hls).getPath()).then().statusCode(200);

        given().delete("/api/videos/" + video + "/links/" + link.path("id"))
                .then()
                .statusCode(204);

        given().cookie("millrace_links", cookie)
                .get("/api/videos/" + video)
                .then()
                .statusCode(404);
        gone(URI.create(hls).getPath());
    }

    @Test
    void whatALinkOpensEndsWithTheLink() {
        change("private");
        String path = given().contentType(ContentType.JSON)
                .body(Map.of("hours", 1))
                .post("/api/videos/" + video + "/links")
                .<String>path("url")
                .replaceFirst("^https?://[^/]+", "");
        var cookie = nobody().get(path).then().statusCode(200).extract().cookie("millrace_links");
        var hls = given().cookie("millrace_links", cookie)
                .get("/api/videos/" + video)
                .<String>path("playback.hls");

        assertThat(endOf(hls.replaceFirst(".*/v/([^/]+)/.*", "$1")))
                .as("a token for twelve hours would outlive a link for one")
                .isBeforeOrEqualTo(Instant.now().plus(Duration.ofHours(1)));
        endLinks();
        given().cookie("millrace_links", cookie)
                .get("/api/videos/" + video)
                .then()
                .statusCode(404);
        given().cookie("millrace_links", cookie).get(path).then().statusCode(404);
        nobody().get(path).then().statusCode(404);
    }

    /** Bytes 1 to 4 of a token: minutes since 1970. */
    private static Instant endOf(String token) {
        int minutes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)).getInt(1);
        return Instant.ofEpochSecond(60L * minutes);
    }

    private void endLinks() {
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update share_link set expires_at = now() - interval '1 second' where video_id = :video")
                .setParameter("video", video)
                .executeUpdate());
    }

    @Test
    void sharingOpensItToOneAccount() {
        change("private");
        var friend = Person.with("viewer");
        friend.request().get("/api/videos/" + video).then().statusCode(404);

        given().put("/api/videos/" + video + "/shares/" + friend.login())
                .then()
                .statusCode(200)
                .body("login", hasSize(1));

        friend.request().get("/api/videos/" + video).then().statusCode(200);
        friend.request().get("/api/videos").then().body("videos.id", hasItem(video.toString()));
        nobody().get("/api/videos").then().body("videos.id", not(hasItem(video.toString())));
    }

    private void change(String visibility) {
        given().contentType(ContentType.JSON)
                .body(Map.of("visibility", visibility))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200);
    }

    /** Within the second that is promised; the wait is for the signal, not for a guess. */
    private static void gone(String path) {
        Awaitility.await(path)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> nobody().get(path).statusCode() == 404);
    }

    private static void open(String path) {
        Awaitility.await(path)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> nobody().get(path).statusCode() == 200);
    }

    private static String path(JsonNode video, String name) {
        return URI.create(video.at("/playback/" + name).asText()).getPath();
    }

    private static RequestSpecification nobody() {
        return given().header(Operator.NOBODY, "");
    }
}
