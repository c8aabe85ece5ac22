package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskRun;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SourceWorkTest.NoRoom.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SourceWorkTest {

    /** More must stay free than any disk has. */
    public static class NoRoom extends WithoutWorker {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("millrace.storage.free-space-floor", "4000000T");
            return settings;
        }
    }

    @Inject
    SourceWork work;

    @Test
    void writesNoExcerptWhenTheDiskIsNearlyFull() throws Exception {
        var run = new TaskRun(UUID.randomUUID(), Runs.STORYBOARD, UUID.randomUUID(), "{}", 1, false);

        var outcome = work.run(
                run,
                () -> {
                    throw new AssertionError("an excerpt was written");
                },
                engine -> {
                    throw new AssertionError("work was begun");
                });

        assertThat(outcome).isInstanceOf(Outcome.Wait.class);
    }

    @Test
    void waitsForRoomInsteadOfFailingWhenTheDiskIsNearlyFull() throws Exception {
        var run = new TaskRun(UUID.randomUUID(), Runs.VIDEO, UUID.randomUUID(), "{}", 1, false);

        var outcome = work.run(run, engine -> {
            throw new AssertionError("work was begun");
        });

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Wait.class, wait -> {
            assertThat(wait.code()).isEqualTo("storage_full");
            assertThat(wait.pause()).isPositive();
        });
    }
}
