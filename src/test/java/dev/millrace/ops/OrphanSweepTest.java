package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class OrphanSweepTest {

    private static final Duration OLD = Duration.ofMinutes(11);
    private static final Duration YOUNG = Duration.ofMinutes(9);

    @Inject
    OrphanSweep sweep;

    @Inject
    MediaStore store;

    @Inject
    DataSource database;

    @Test
    void removesOldFilesOfVideosThatAreGone() throws IOException {
        var video = UUID.randomUUID();
        store("sources/" + video, OLD);
        store("watermarks/" + video, OLD);
        store("streams/" + video + "/v720/0.m4s", OLD);

        sweep.sweep();

        assertThat(store.find("sources/" + video)).isEmpty();
        assertThat(store.find("watermarks/" + video)).isEmpty();
        assertThat(store.entries("streams/" + video)).isEmpty();
    }

    @Test
    void keepsWhatAnUploadHasStoredBeforeItsRow() throws IOException {
        var video = UUID.randomUUID();
        store("sources/" + video, YOUNG);

        sweep.sweep();

        assertThat(store.find("sources/" + video)).isPresent();
    }

    @Test
    void keepsTheFilesOfVideos() throws IOException, SQLException {
        var video = UUID.randomUUID();
        insert(video);
        store("sources/" + video, OLD);

        sweep.sweep();

        assertThat(store.find("sources/" + video)).isPresent();
    }

    @Test
    void keepsWhatIsNotNamedLikeAVideo() throws IOException {
        store("sources/notes.txt", OLD);

        sweep.sweep();

        assertThat(store.find("sources/notes.txt")).isPresent();
    }

    @Test
    void keepsEverythingThatWasStoredWithAnotherDatabase() throws IOException {
        var video = UUID.randomUUID();
        store("sources/" + video, OLD);
        sweep.sweep();
        store("sources/" + video, OLD);
        store.delete("owner");
        store("owner/4711-5", OLD);

        sweep.sweep();

        assertThat(store.find("sources/" + video)).isPresent();
        store.delete("owner");
    }

    private void store(String key, Duration age) throws IOException {
        var folder = store.newWorkFolder("test-");
        store.publish(Files.writeString(folder.resolve("file"), "bytes"), key);
        Files.delete(folder);
        var then = FileTime.from(Instant.now().minus(age));
        for (Path path = store.find(key).orElseThrow().path();
                !path.getFileName().toString().equals("media");
                path = path.getParent()) {
            Files.setLastModifiedTime(path, then);
        }
    }

    private void insert(UUID video) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "insert into video (id, title, state, size_bytes, sha256) values (?, 'kept', 'queued', 5, '')")) {
            statement.setObject(1, video);
            statement.executeUpdate();
        }
    }
}
