package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class RelatedTest {

    @Inject
    VideoLibrary library;

    @Inject
    EntityManager database;

    private final String own = "r" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void tagsComeBeforeWordsAndOthersDoNotComeAtAll() {
        var video = create("One about " + own, List.of(own, own + "b"), "Shelf " + own, "public");
        create("Nothing in common", List.of(), null, "public");
        create("Another with " + own, List.of(), null, "public");
        create("Same shelf", List.of(), "Shelf " + own, "public");
        create("Same tags", List.of(own, own + "b"), null, "public");

        given().header(Operator.NOBODY, "")
                .get("/api/videos/" + video + "/related")
                .then()
                .statusCode(200)
                .body("videos.title", org.hamcrest.Matchers.hasItems("Another with " + own, "Same shelf"))
                .body("videos.title[0]", org.hamcrest.Matchers.equalTo("Same tags"))
                .body("videos.title", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasItem("Nothing in common")));
        assertThat(given().get("/watch/" + video).asString()).contains("data-testid=\"related\"", "Same tags");
    }

    @Test
    void whatIsNotForSomebodyIsNotOffered() {
        var video = create("One", List.of(own), null, "public");
        create("Hidden", List.of(own), null, "private");
        create("Unlisted", List.of(own), null, "unlisted");
        create("Shown", List.of(own), null, "public");

        given().header(Operator.NOBODY, "")
                .get("/api/videos/" + video + "/related")
                .then()
                .body("videos.title", contains("Shown"));
        given().queryParam("limit", 51)
                .get("/api/videos/" + video + "/related")
                .then()
                .statusCode(400);
    }

    private UUID create(String title, List<String> tags, String category, String visibility) {
        var id = library.create(new NewVideo(
                        UUID.randomUUID(), title, null, visibility, tags, category, "film.mp4", 4, "0".repeat(64)))
                .id();
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update video set playable = true where id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
        return id;
    }
}
