package dev.millrace.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.studio.Shelf;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class DeletedVideosTest {

    @Inject
    Shelf shelf;

    @Inject
    DeletedVideos deleted;

    @Test
    void areRemovedForGoodWhenTheirTimeIsOver() {
        var video = shelf.put("Its time comes", null, "ready");
        deleted.put(video);

        deleted.removeDeletedBefore(DeletedVideos.KEPT);
        assertThat(deleted.of(null)).anyMatch(v -> v.id().equals(video));

        deleted.removeDeletedBefore(Duration.ofMillis(-1000));
        assertThat(deleted.of(null)).noneMatch(v -> v.id().equals(video));
    }
}
