package dev.millrace.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.millrace.storage.MediaStore;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.Sources;
import dev.millrace.video.WorkNews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class DeletionTest {

    @Inject
    Shelf shelf;

    @Inject
    MediaStore store;

    @Inject
    WorkNews news;

    @Inject
    EntityManager database;

    private Person owner;

    @BeforeEach
    void somebodyComes() {
        owner = Person.with("uploader");
    }

    @Test
    void aDeletedVideoIsThereForNobody() {
        var video = deleted("Gone from here");

        for (var who : new Person[] {owner, Person.with("admin"), Person.with("viewer")}) {
            who.request().get("/api/videos/" + video).then().statusCode(404);
            who.request().get("/watch/" + video).then().statusCode(404);
            who.request().get("/api/videos/" + video + "/events").then().statusCode(404);
            who.request().get("/api/videos?q=Gone&limit=200").then().body("videos.id", not(hasItem(video.toString())));
        }
        owner.request().get("/studio/" + video).then().statusCode(404);
        given().get("/api/videos?limit=200").then().body("videos.id", not(hasItem(video.toString())));
        given().get("/v/" + video + "/index.m3u8").then().statusCode(404);
        assertThat(owner.request().get("/studio").asString()).doesNotContain(video.toString());
    }

    @Test
    void itsOwnerCanHaveItBack() {
        var video = deleted("To be had back");

        assertThat(owner.request().get("/studio/deleted").asString()).contains("To be had back");
        owner.request().get("/api/studio/deleted").then().statusCode(200).body("videos.id", hasItem(video.toString()));
        Person.with("uploader")
                .request()
                .post("/api/videos/" + video + "/restore")
                .then()
                .statusCode(404);
        owner.request()
                .post("/api/videos/" + video + "/restore")
                .then()
                .statusCode(200)
                .body("state", equalTo("ready"));

        owner.request().get("/watch/" + video).then().statusCode(200);
        owner.request().get("/api/studio/deleted").then().body("videos.id", not(hasItem(video.toString())));
    }

    @Test
    void whatWasOnItsWayGoesOnWhenItIsHadBack() {
        var video = shelf.put("On its way", owner, "queued");
        shelf.source(video, "0123456789");

        owner.request().delete("/api/videos/" + video + "?undoable=true").then().statusCode(204);
        owner.request()
                .post("/api/videos/" + video + "/restore")
                .then()
                .statusCode(200)
                .body("state", equalTo("queued"));
    }

    @Test
    void whatFailedLongAgoCanStillBeTriedAgainWhenItIsHadBack() {
        var video = shelf.put("Failed long ago", owner, "failed");
        shelf.source(video, "0123456789");
        owner.request().delete("/api/videos/" + video + "?undoable=true").then().statusCode(204);
        var tomorrow = Instant.now().plus(Duration.ofDays(2));

        assertThat(news.failedBefore(tomorrow)).doesNotContain(video);
        assertThat(news.sourceRemoved(video, tomorrow)).isFalse();
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update video set failed_at = now() - interval '2 days' where id = :id")
                .setParameter("id", video)
                .executeUpdate());
        owner.request().post("/api/videos/" + video + "/restore").then().statusCode(200);

        assertThat(news.failedBefore(Instant.now().minus(Duration.ofDays(1)))).doesNotContain(video);
        owner.request().post("/api/videos/" + video + "/retry").then().statusCode(202);
    }

    @Test
    void anAdministratorCanHaveSomebodyElsesBackInThePages() {
        var video = shelf.put("Deleted by another", owner, "ready");
        var admin = Person.with("admin");
        assertThat(admin.request().get("/studio/" + video).asString())
                .containsPattern("/studio/" + video + "/delete\\?csrf=[^\"]*&amp;all=1\"");

        admin.request()
                .redirects()
                .follow(false)
                .post("/studio/" + video + "/delete?all=1")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/studio?all=1&done=deleted"));
        assertThat(admin.request().get("/studio/deleted").asString()).doesNotContain("Deleted by another");
        assertThat(admin.request().get("/studio/deleted?all=1").asString()).contains("Deleted by another");
        assertThat(Person.with("uploader")
                        .request()
                        .get("/studio/deleted?all=1")
                        .asString())
                .doesNotContain("Deleted by another");
        admin.request()
                .redirects()
                .follow(false)
                .post("/studio/" + video + "/restore?all=1")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/studio?all=1&done=restored"));
    }

    @Test
    void itCanBeRemovedForGoodAtOnce() {
        var video = deleted("Removed for good");
        shelf.source(video, "0123456789");

        owner.request().delete("/api/videos/" + video).then().statusCode(204);

        assertThat(rows(video)).isZero();
        assertThat(store.find(Sources.key(video))).isEmpty();
    }

    @Test
    void deletingWithoutMoreIsFinalAsEver() {
        var video = shelf.put("Final", owner, "ready");

        owner.request().delete("/api/videos/" + video).then().statusCode(204);

        assertThat(rows(video)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"undoable, true", "undoable=, true", "undoable=1, true", "undoable=false, false"})
    void aSwitchIsReadAsItIsMeant(String query, boolean undoable) {
        var video = shelf.put("Switched", owner, "ready");

        owner.request().delete("/api/videos/" + video + "?" + query).then().statusCode(204);

        assertThat(rows(video)).isEqualTo(undoable ? 1 : 0);
    }

    @Test
    void aSwitchThatIsNeitherDestroysNothing() {
        var video = shelf.put("Kept", owner, "ready");

        owner.request()
                .delete("/api/videos/" + video + "?undoable=maybe")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("undoable"));

        owner.request().get("/api/videos/" + video).then().statusCode(200);
    }

    private long rows(UUID video) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("select count(*) from video where id = :id")
                                .setParameter("id", video)
                                .getSingleResult())
                        .longValue());
    }

    private UUID deleted(String title) {
        var video = shelf.put(title, owner, "ready");
        owner.request().delete("/api/videos/" + video + "?undoable=true").then().statusCode(204);
        return video;
    }
}
