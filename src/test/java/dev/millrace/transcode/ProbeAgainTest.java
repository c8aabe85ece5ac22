package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.service.Films;
import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A probe whose earlier attempt died between storing the plan and making the first seconds. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ProbeAgainTest {

    @Inject
    ProbeHandler handler;

    @Inject
    VideoLibrary library;

    @Inject
    MediaStore store;

    @Inject
    TaskQueue queue;

    @Inject
    EntityManager database;

    @Test
    void makesTheFirstSecondsAndQueuesNothingUpTwice() throws Exception {
        UUID video = uploaded();
        assertThat(handler.run(attempt(video, 1))).isEqualTo(new Outcome.Done());
        assertThat(firstSeconds(video)).allMatch(key -> store.find(key).isPresent());
        var queued = queued(video);
        assertThat(queued).allMatch(open -> open > 0);
        forgetFirstSeconds(video);

        assertThat(handler.run(attempt(video, 2))).isEqualTo(new Outcome.Done());

        assertThat(firstSeconds(video)).allMatch(key -> store.find(key).isPresent());
        assertThat(queued(video)).isEqualTo(queued);
        assertThat(library.get(video).state()).isEqualTo(VideoState.PROCESSING);
        library.delete(video); // its work is for no other test's worker
    }

    private UUID uploaded() throws IOException {
        UUID video = UUID.randomUUID();
        var folder = store.newWorkFolder("test-");
        store.publish(Files.copy(Films.medium(40), folder.resolve("film")), Streams.sourceKey(video));
        Files.delete(folder);
        library.create(new NewVideo(video, null, null, null, null, null, "film.mp4", 4, "0".repeat(64)));
        return video;
    }

    /** Claims the probe as a worker would. */
    private TaskRun attempt(UUID video, int number) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var task = (UUID) database.createNativeQuery(
                            """
                            update task set state = 'running', attempt = :number, worker = 'test', heartbeat_at = now()
                            where subject = :video and kind = 'probe' returning id""")
                    .setParameter("number", number)
                    .setParameter("video", video)
                    .getSingleResult();
            return new TaskRun(task, Runs.PROBE, video, "{}", number, false);
        });
    }

    private void forgetFirstSeconds(UUID video) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("delete from segment where video_id = :video")
                        .setParameter("video", video)
                        .executeUpdate());
        firstSeconds(video).forEach(store::delete);
    }

    private static List<String> firstSeconds(UUID video) {
        return Stream.of("v240", "a0")
                .flatMap(rendition -> Stream.of(0, 1, 2).map(n -> Streams.segmentKey(video, rendition, n)))
                .toList();
    }

    private List<Long> queued(UUID video) {
        return Stream.of(Runs.VIDEO, Runs.AUDIO, Runs.POSTERS)
                .map(kind -> queue.open(video, kind))
                .toList();
    }
}
