package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import dev.millrace.media.Warning;
import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class VideoLifeTest {

    private static final List<VideoView.Rendition> RENDITIONS =
            List.of(new VideoView.Rendition("v360", "video", 640, 360, "avc1.64001e", null, null, null, null));

    @Inject
    VideoLibrary library;

    @Inject
    WorkNews news;

    @Inject
    MediaStore store;

    @Inject
    Heard heard;

    /** Notes what the library says in its transactions. */
    @Singleton
    static class Heard {

        final ConcurrentLinkedQueue<Object> events = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<UUID> freeWhenCancelled = new ConcurrentLinkedQueue<>();
        private final EntityManager database;

        Heard(EntityManager database) {
            this.database = database;
        }

        void created(@Observes VideoEvents.Created event) {
            events.add(event);
        }

        void retried(@Observes VideoEvents.Retried event) {
            events.add(event);
        }

        void deleted(@Observes VideoEvents.Deleted event) {
            events.add(event);
        }

        void cancelled(@Observes VideoEvents.Cancelled event) {
            events.add(event);
            QuarkusTransaction.requiringNew().run(() -> {
                if (!database.createNativeQuery("select 1 from video where id = ?1 for update skip locked")
                        .setParameter(1, event.video())
                        .getResultList()
                        .isEmpty()) {
                    freeWhenCancelled.add(event.video());
                }
            });
        }

        void changed(@Observes VideoEvents.Changed event) {
            events.add(event);
        }
    }

    @Test
    void goesFromQueuedToReady() {
        UUID id = create();
        news.started(id);
        news.started(id);
        news.probed(id, facts(), 90);
        news.warn(id, new VideoView.Notice("odd", "It is odd."));
        news.warn(id, new VideoView.Notice("odd", "It is odd."));
        news.playable(id, RENDITIONS);
        news.posters(id, List.of(1280, 320));
        news.progress(id, 40.5, 12, "transcoding");

        given().get("/api/videos/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("processing"))
                .body("playable", equalTo(true))
                .body("progress.percent", equalTo(40.5f))
                .body("progress.etaSeconds", equalTo(12))
                .body("progress.queuePosition", equalTo(0))
                .body("progress.stage", equalTo("transcoding"))
                .body("warnings.code", equalTo(List.of("silent", "odd")))
                .body("width", equalTo(360))
                .body("height", equalTo(640))
                .body("source.width", equalTo(640))
                .body("source.rotation", equalTo(90))
                .body("source.audio[0].language", equalTo("de"))
                .body("renditions[0].name", equalTo("v360"))
                .body("playback.hls", endsWith("/v/" + id + "/index.m3u8"))
                .body("playback.poster", endsWith("/v/" + id + "/poster/1280.jpg"))
                .body("playback.dash", endsWith("/v/" + id + "/manifest.mpd"))
                .body("publishedAt", notNullValue())
                .body("failure", nullValue());

        news.ready(id, RENDITIONS);
        news.failed(id, "late", "Too late.");

        given().get("/api/videos/" + id)
                .then()
                .body("state", equalTo("ready"))
                .body("progress.percent", equalTo(100f))
                .body("progress.queuePosition", nullValue());
    }

    @Test
    void offersNoPictureOfAStreamThatIsStopped() {
        UUID id = create();
        news.started(id);
        news.probed(id, facts(), 0);
        news.playable(id, RENDITIONS);
        news.posters(id, List.of(320));

        library.cancel(id);

        given().get("/api/videos/" + id).then().body("playback.poster", nullValue());
    }

    @Test
    void doesNotSkipStates() {
        UUID id = create();

        assertThatIllegalStateException().isThrownBy(() -> news.playable(id, RENDITIONS));
        news.started(id);
        assertThatIllegalStateException().isThrownBy(() -> news.ready(id, RENDITIONS));
        news.progress(id, 50, null, "transcoding");
        assertThat(library.get(id).state()).isEqualTo(VideoState.PROCESSING);
    }

    @Test
    void keepsItsFirstFailureAndIgnoresLateNews() {
        UUID id = create();
        news.started(id);
        news.failed(id, "corrupt_source", "The file is damaged.");
        news.failed(id, "other", "Another.");
        news.progress(id, 90, null, "transcoding");
        news.ready(id, RENDITIONS);
        news.started(UUID.randomUUID());

        given().get("/api/videos/" + id)
                .then()
                .body("state", equalTo("failed"))
                .body("playable", equalTo(false))
                .body("failure.code", equalTo("corrupt_source"))
                .body("progress.percent", equalTo(0f));
    }

    @Test
    void canBeTriedAgainWhileItsSourceIsThere() throws Exception {
        UUID id = create();
        given().post("/api/videos/{id}/retry", id).then().statusCode(409).body("code", equalTo("video_not_failed"));
        news.failed(id, "out_of_memory", "Not enough memory.");
        given().post("/api/videos/{id}/retry", id).then().statusCode(409).body("code", equalTo("source_removed"));
        var source = Files.writeString(store.newWorkFolder("test").resolve("source"), "film");
        store.publish(source, Sources.key(id));
        heard.events.clear();

        given().post("/api/videos/{id}/retry", id)
                .then()
                .statusCode(202)
                .body("state", equalTo("queued"))
                .body("failure", nullValue());
        assertThat(heard.events).contains(new VideoEvents.Retried(id, "out_of_memory"));

        news.failed(id, "out_of_memory", "Not enough memory.");
        assertThat(news.sourceRemoved(id, Instant.now().plus(Duration.ofDays(1))))
                .isTrue();
        given().post("/api/videos/{id}/retry", id).then().statusCode(409).body("code", equalTo("source_removed"));
    }

    @Test
    void keepsItsSourceWhenItIsNotFailedSinceLongAgo() throws Exception {
        UUID id = create();
        var source = Files.writeString(store.newWorkFolder("test").resolve("source"), "film");
        store.publish(source, Sources.key(id));
        var later = Instant.now().plus(Duration.ofDays(1));
        news.failed(id, "out_of_memory", "Not enough memory.");
        assertThat(news.failedBefore(later)).contains(id);
        library.retry(id);

        assertThat(news.sourceRemoved(id, later)).as("retried meanwhile").isFalse();
        news.failed(id, "out_of_memory", "Not enough memory.");
        assertThat(news.sourceRemoved(id, Instant.now().minus(Duration.ofDays(1))))
                .as("failed again a moment ago")
                .isFalse();
        library.retry(id);
        library.delete(id);
        assertThat(news.sourceRemoved(id, later)).as("deleted").isFalse();
    }

    @Test
    void isNotHeldWhileTheWorkIsCancelled() {
        UUID id = create();

        library.cancel(id);

        assertThat(heard.freeWhenCancelled).contains(id);
    }

    @Test
    void canBeCancelledUntilItIsReady() {
        UUID id = create();
        news.started(id);
        for (int i = 0; i < 2; i++) {
            given().post("/api/videos/{id}/cancel", id)
                    .then()
                    .statusCode(202)
                    .body("state", equalTo("failed"))
                    .body("failure.code", equalTo("cancelled"));
        }
        assertThat(heard.events.stream().filter(new VideoEvents.Cancelled(id)::equals))
                .hasSize(1);

        UUID ready = ready();
        given().post("/api/videos/{id}/cancel", ready).then().statusCode(409).body("code", equalTo("video_finished"));
    }

    @Test
    void isGoneWithAllItsBytesWhenDeleted() throws Exception {
        UUID id = create();
        for (var key : List.of(Sources.key(id), Sources.streams(id) + "/v360/0.m4s")) {
            store.publish(Files.writeString(store.newWorkFolder("test").resolve("bytes"), "film"), key);
        }

        given().delete("/api/videos/{id}", id).then().statusCode(204);

        given().get("/api/videos/{id}", id).then().statusCode(404).body("code", equalTo("video_not_found"));
        given().delete("/api/videos/{id}", id).then().statusCode(404);
        assertThat(heard.events).contains(new VideoEvents.Deleted(id));
        assertThat(store.find(Sources.key(id))).isEmpty();
        assertThat(store.find(Sources.streams(id) + "/v360/0.m4s")).isEmpty();
    }

    @Test
    void tellsEveryChange() {
        UUID id = create();
        heard.events.clear();

        news.started(id);

        Awaitility.await().until(() -> heard.events.contains(new VideoEvents.Changed(id)));
    }

    @Test
    void changesOnlyWhatAClientNames() {
        UUID id = create();
        patch(id, "{\"title\": \"New\", \"tags\": [\"a\", \" a\", \"\"], \"category\": \"Travel\"}")
                .body("title", equalTo("New"))
                .body("tags", equalTo(List.of("a")))
                .body("category", equalTo("Travel"))
                .body("visibility", equalTo("public"));
        patch(id, "{\"visibility\": \"unlisted\", \"unknown\": 1}")
                .body("title", equalTo("New"))
                .body("category", equalTo("Travel"))
                .body("visibility", equalTo("unlisted"));
        patch(id, "{\"category\": null}").body("category", nullValue()).body("tags", hasSize(1));
        patch(id, "{\"description\": \"Long\"}").body("description", equalTo("Long"));
        patch(id, "{\"description\": null, \"tags\": null}")
                .body("description", equalTo(""))
                .body("tags", hasSize(0));
        given().contentType("application/merge-patch+json")
                .body("{\"title\": \"Newer\"}")
                .patch("/api/videos/{id}", id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Newer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\": 5}", "{\"title\": true}", "{\"title\": \"A\"} garbage", "{\"tags\": [1.5]}"})
    void whatIsNoTextIsNotTakenForText(String body) {
        var id = create();

        given().contentType("application/json")
                .body(body)
                .patch("/api/videos/{id}", id)
                .then()
                .statusCode(400);

        given().get("/api/videos/{id}", id).then().body("title", not(equalTo("A")));
    }

    private static io.restassured.response.ValidatableResponse patch(UUID id, String body) {
        return given().contentType("application/json")
                .body(body)
                .patch("/api/videos/{id}", id)
                .then()
                .statusCode(200);
    }

    private UUID create() {
        return library.create(
                        new NewVideo(UUID.randomUUID(), null, null, null, null, null, "film.mp4", 4, "0".repeat(64)))
                .id();
    }

    private UUID ready() {
        UUID id = create();
        news.started(id);
        news.probed(id, facts(), 0);
        news.playable(id, RENDITIONS);
        news.ready(id, RENDITIONS);
        return id;
    }

    private static SourceFacts facts() {
        var picture = new VideoTrack(
                0,
                "h264",
                new Resolution(640, 360),
                new Resolution(360, 640),
                new Orientation(1, false),
                "yuv420p",
                new TimeBase(1, 90_000),
                0,
                300,
                true,
                new FrameRate(30_000, 1001),
                dev.millrace.media.Colour.UNKNOWN,
                null);
        var sound = new AudioTrack(1, "aac", 2, 48_000, "de", "Ton", true, 0, 10);
        return new SourceFacts(
                "mov,mp4,m4a,3gp,3g2,mj2",
                picture,
                List.of(sound),
                List.of(),
                List.of(),
                10.01,
                new Bitrate(800_000),
                List.of(),
                SourceFacts.Seeking.BY_TIME,
                List.of(new Warning("silent", "A track is silent.")),
                300,
                null,
                List.of());
    }
}
