package dev.millrace.transcode;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskRun;
import dev.millrace.service.Films;
import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.video.WorkNews;
import dev.millrace.words.CaptionLibrary;
import dev.millrace.words.CaptionView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A retry of a video from whose source something was made. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class FreshStartTest {

    @Inject
    ProbeHandler handler;

    @Inject
    Completion completion;

    @Inject
    StreamRepository repository;

    @Inject
    Gains gains;

    @Inject
    VideoLibrary library;

    @Inject
    WorkNews news;

    @Inject
    CaptionLibrary captions;

    @Inject
    MediaStore store;

    @Inject
    EntityManager database;

    @Test
    void aVideoWhoseProofFailedIsMadeFromTheStartAndKeepsWhatPeopleUploaded() throws Exception {
        var video = begun();
        upload(video);
        assertThat(ids(video)).containsExactly("s0", "s1", "s2");
        var wrong = List.of(
                Streams.segmentKey(video, "v240", 7), Streams.posterKey(video, 320, "jpg"), Streams.sheetKey(video, 0));
        wrong.forEach(this::put);
        news.posters(video, List.of(320));
        var others = Streams.segmentKey(UUID.randomUUID(), "v240", 7);
        put(others);
        completion.failed(video, Completion.PROOF_FAILED, "The stream breaks a rule.");

        library.retry(video);

        assertThat(repository.plan(video)).isEmpty();
        assertThat(repository.segments(video)).isEmpty();
        assertThat(repository.inits(video)).isEmpty();
        assertThat(gains.all(video)).isEmpty();
        assertThat(ids(video)).containsExactly("s2");
        assertThat(library.get(video).playback().poster()).isNull();
        assertThat(wrong).allMatch(key -> store.find(key).isPresent());

        assertThat(handler.run(attempt(video))).isEqualTo(new Outcome.Done());

        assertThat(wrong).noneMatch(key -> store.find(key).isPresent());
        assertThat(store.find(others)).isPresent();
        assertThat(ids(video)).containsExactly("s2", "s3", "s4");
        assertThat(captions.of(video))
                .allMatch(c -> store.find(CaptionLibrary.key(video, c.id())).isPresent());
        assertThat(store.find(CaptionLibrary.key(video, "s0"))).isEmpty();
        assertThat(repository.plan(video)).isPresent();
        assertThat(repository.counts(video)).containsOnlyKeys("a0");
        assertThat(store.find(Streams.initKey(video, "v240"))).isPresent();
        library.delete(video); // its work is for no other test's worker
    }

    @Test
    void aCancelledVideoGoesOnWhereItWas() throws Exception {
        var video = begun();
        library.cancel(video);

        library.retry(video);
        assertThat(handler.run(attempt(video))).isEqualTo(new Outcome.Done());

        assertThat(ids(video)).containsExactly("s0", "s1");
        assertThat(repository.counts(video)).containsEntry("a0", 3L);
        library.delete(video);
    }

    @Test
    void aCancelledVideoThatAnEarlierVersionBeganIsMadeFromTheStart() throws Exception {
        var video = begun();
        library.cancel(video);
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        """
                                update stream_plan set plan = plan - 'edition', created_at = now()
                                where video_id = :video""")
                .setParameter("video", video)
                .executeUpdate());

        library.retry(video);

        assertThat(repository.plan(video)).isEmpty();
        assertThat(library.get(video).state()).isEqualTo(VideoState.QUEUED);
        library.delete(video);
    }

    /** Probed and planned, with the first seconds of its sound. */
    private UUID begun() throws Exception {
        UUID video = UUID.randomUUID();
        var folder = store.newWorkFolder("test-");
        store.publish(Files.copy(Films.withWords(), folder.resolve("film")), Streams.sourceKey(video));
        Files.delete(folder);
        library.create(new NewVideo(video, null, null, null, null, null, "film.mkv", 4, "0".repeat(64)));
        assertThat(handler.run(attempt(video))).isEqualTo(new Outcome.Done());
        return video;
    }

    /** Claims the probe as a worker would. */
    private TaskRun attempt(UUID video) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var task = (UUID) database.createNativeQuery(
                            """
                            update task set state = 'running', attempt = 1, worker = 'test', heartbeat_at = now()
                            where subject = :video and kind = 'probe' and state = 'waiting' returning id""")
                    .setParameter("video", video)
                    .getSingleResult();
            return new TaskRun(task, Runs.PROBE, video, "{}", 1, false);
        });
    }

    private static void upload(UUID video) {
        given().multiPart("file", "own.srt", "00:00:01,000 --> 00:00:02,000\nown".getBytes())
                .post("/api/videos/" + video + "/captions")
                .then()
                .statusCode(201);
    }

    private List<String> ids(UUID video) {
        return captions.of(video).stream().map(CaptionView::id).toList();
    }

    private void put(String key) {
        try {
            var folder = store.newWorkFolder("test-");
            store.publish(Files.writeString(folder.resolve("file"), "wrong"), key);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
