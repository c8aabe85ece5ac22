package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskRun;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView.Notice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pictures beside the stream could not be made: what the owner reads of it. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class NoPosterTest {

    @Inject
    PosterHandler posters;

    @Inject
    StoryboardHandler storyboards;

    @Inject
    VideoLibrary library;

    @Test
    void theOwnerReadsASentenceAndNoException() {
        var video = UUID.randomUUID();
        library.create(new NewVideo(video, null, null, null, null, null, "film.mp4", 4, "0".repeat(64)));

        for (TaskHandler handler : List.of(posters, storyboards)) {
            var run = new TaskRun(UUID.randomUUID(), handler.kind(), video, "{}", 5, false);
            handler.gaveUp(run, "internal_error", "java.lang.IllegalStateException: at /srv/media/sources");
        }

        assertThat(library.get(video).warnings())
                .containsExactly(
                        new Notice("no_poster", "No poster could be made of this video; it plays without one."),
                        new Notice(
                                "no_storyboard", "No storyboard could be made of this video; it plays without one."));
        library.delete(video);
    }
}
