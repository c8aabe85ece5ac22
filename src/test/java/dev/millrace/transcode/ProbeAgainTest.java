package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A probe whose earlier attempt died between storing all and saying so. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ProbeAgainTest {

    @Inject
    ProbeHandler handler;

    @Inject
    VideoLibrary library;

    @Inject
    TaskQueue queue;

    @Test
    void queuesNothingUpTwice() throws Exception {
        UUID video = UUID.randomUUID();
        library.create(new NewVideo(video, null, null, null, null, null, "film.mp4", 4, "0".repeat(64)));
        library.started(video);
        library.playable(video, List.of());

        var outcome = handler.run(new TaskRun(UUID.randomUUID(), Runs.PROBE, video, "{}", 2, false));

        assertThat(outcome).isEqualTo(new Outcome.Done());
        assertThat(List.of(Runs.VIDEO, Runs.AUDIO, Runs.POSTERS))
                .allSatisfy(kind -> assertThat(queue.open(video, kind)).isZero());
        assertThat(library.get(video).state()).isEqualTo(VideoState.PROCESSING);
    }
}
