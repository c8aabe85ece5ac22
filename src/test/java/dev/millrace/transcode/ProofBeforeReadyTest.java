package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.libav.InitSegments;
import dev.millrace.libav.Libav;
import dev.millrace.media.Loudness;
import dev.millrace.playback.Plans;
import dev.millrace.queue.TaskQueue;
import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.video.WorkNews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last segment is published: what becomes of the video. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ProofBeforeReadyTest {

    private static final StreamPlan PLAN = Plans.film(400);
    private static final StreamPlan EARLIER = new StreamPlan(
            PLAN.source(), PLAN.timeline(), PLAN.ladder(), PLAN.audio(), PLAN.preset(), PLAN.posters(), 0);

    @TempDir
    Path folder;

    @Inject
    Completion completion;

    @Inject
    StreamRepository repository;

    @Inject
    VideoLibrary library;

    @Inject
    WorkNews news;

    @Inject
    MediaStore store;

    @Inject
    TaskQueue queue;

    @Inject
    EntityManager database;

    @Test
    void aStreamThatIsProvenIsReady() {
        var video = published(Map.of());

        completion.check(video);

        assertThat(library.get(video).state()).isEqualTo(VideoState.READY);
    }

    @Test
    void aStreamThatAnEarlierVersionBeganIsReadyWhenItIsProven() {
        var video = published(EARLIER, Map.of());

        completion.check(video);

        assertThat(library.get(video).state()).isEqualTo(VideoState.READY);
    }

    @Test
    void aStreamThatAnEarlierVersionBeganIsMadeAgainWhenItBreaksARule() {
        var video = published(EARLIER, Map.of("v480", "v360"));

        completion.check(video);

        assertThat(library.get(video).state()).isEqualTo(VideoState.QUEUED);
        assertThat(library.get(video).playable()).isFalse();
        assertThat(repository.plan(video)).isEmpty();
        assertThat(repository.segments(video)).isEmpty();
        assertThat(queue.open(video, Runs.PROBE)).isEqualTo(1);

        completion.check(video); // of another task that was just ending

        assertThat(library.get(video).state()).isEqualTo(VideoState.QUEUED);
    }

    @Test
    void aStreamThatBreaksARuleFailsAndTheRuleIsNamed() {
        var video = published(Map.of("v480", "v360"));

        completion.check(video);

        var view = library.get(video);
        assertThat(view.state()).isEqualTo(VideoState.FAILED);
        assertThat(view.failure().code()).isEqualTo("proof_failed");
        assertThat(view.failure().message())
                .isEqualTo("The stream breaks the rule init_as_recorded: the init segment of v480 is not the one its"
                        + " segments were made with.");
    }

    @Test
    void aStreamWithoutAnInitSegmentFails() throws IOException {
        var video = published(Map.of());
        store.delete(Streams.initKey(video, "a0"));

        completion.check(video);

        assertThat(library.get(video).failure().code()).isEqualTo("proof_failed");
    }

    /** Not before: a task of a video that fails is cancelled, and its retry would find the gain and ask for nothing. */
    @ParameterizedTest(name = "heard whole: {0}")
    @ValueSource(booleans = {true, false})
    void aSoundWhoseGainIsAnEstimateIsHeardWholeWhenTheStreamIsReady(boolean whole) {
        var video = published(Map.of());
        gain(video, new Loudness(-20.0, 5.0, -3.0, whole));

        completion.check(video);

        assertThat(library.get(video).state()).isEqualTo(VideoState.READY);
        assertThat(queue.open(video, Runs.LOUDNESS)).isEqualTo(whole ? 0 : 1);
    }

    private void gain(UUID video, Loudness measured) {
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        """
                                insert into loudness (video_id, rendition, gain_db, measured)
                                values (:video, 'a0', 4, cast(:measured as jsonb))""")
                .setParameter("video", video)
                .setParameter("measured", Runs.write(measured))
                .executeUpdate());
    }

    /** @param others renditions that get the init segment of another */
    private UUID published(Map<String, String> others) {
        return published(PLAN, others);
    }

    private UUID published(StreamPlan plan, Map<String, String> others) {
        var video = UUID.randomUUID();
        library.create(new NewVideo(video, null, null, null, null, null, "film.mp4", 4, "0".repeat(64)));
        news.started(video);
        repository.savePlan(video, plan);
        news.playable(video, Renditions.of(PLAN));
        inits().forEach((rendition, sha256) -> {
            repository.holdInit(video, rendition, sha256);
            for (var segment : PLAN.timeline().segments()) {
                repository.addSegment(video, rendition, segment.number(), 30_000L * segment.frames(), List.of());
            }
            publish(others.getOrDefault(rendition, rendition), Streams.initKey(video, rendition));
        });
        return video;
    }

    private Map<String, String> inits() {
        Libav.load();
        var hashes = new HashMap<String, String>();
        var sounds = PLAN.audio().stream()
                .map(s ->
                        new Job.MakeInits.Sound(s.name(), s.channels(), s.grid().sampleRate(), s.bitRate()))
                .toList();
        InitSegments.make(
                new Job.MakeInits(folder.toString(), PLAN.timeline().grid(), PLAN.ladder(), PLAN.preset(), sounds),
                event -> {
                    if (event instanceof JobEvent.InitMade made) {
                        hashes.put(made.rendition(), made.sha256());
                    }
                });
        return hashes;
    }

    private void publish(String rendition, String key) {
        try {
            var work = store.newWorkFolder("proof");
            store.publish(Files.copy(folder.resolve(rendition).resolve("init.mp4"), work.resolve("init.mp4")), key);
            Files.delete(work);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
