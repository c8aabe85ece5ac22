package dev.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.problem.ProblemException;
import dev.millrace.storage.MediaStore.Entry;
import dev.millrace.storage.MediaStore.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectoryStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String KEY = "streams/5f/v720/12.m4s";

    @TempDir
    Path data;

    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        store = reopen();
    }

    @Test
    void findsWhatWasPublished() throws IOException {
        var finished = finished("segment");

        store.publish(finished, KEY);

        assertThat(store.find(KEY)).get().extracting(StoredFile::sizeBytes).isEqualTo(7L);
        assertThat(store.find(KEY).orElseThrow().path()).hasContent("segment");
        assertThat(finished).doesNotExist();
    }

    @Test
    void replacesAnObjectAsAWhole() throws IOException {
        store.publish(finished("a long first version"), KEY);

        store.publish(finished("second"), KEY);

        assertThat(store.find(KEY).orElseThrow().path()).hasContent("second");
    }

    @Test
    void keepsObjectsOverARestart() throws IOException {
        store.publish(finished("segment"), KEY);

        assertThat(reopen().find(KEY)).isPresent();
    }

    @Test
    void showsNothingWhenTheFileToPublishIsNotThere() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> store.publish(data.resolve("nothing"), KEY));

        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void leavesTheOldObjectWhenPublishingFails() throws IOException {
        store.publish(finished("old"), "streams/5f");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> store.publish(finished("new"), "streams/5f/below-a-file"));

        assertThat(store.find("streams/5f").orElseThrow().path()).hasContent("old");
    }

    @Test
    void doesNotTakeAFolderOrALinkForAnObject() throws IOException {
        store.publish(finished("segment"), KEY);
        Files.createSymbolicLink(data.resolve("media/streams/5f/link"), secret());

        assertThat(store.find("streams/5f")).isEmpty();
        assertThat(store.find("streams/5f/link")).isEmpty();
    }

    static Stream<String> tricks() {
        return Stream.of(
                "",
                "/",
                "/etc/passwd",
                "..",
                "../secret",
                "streams/../../secret",
                "streams/..",
                "streams/./x",
                "streams//x",
                "streams/x/",
                "streams\\..\\x",
                "streams/%2e%2e/x",
                "streams/.hidden",
                ".transit",
                "streams/x\0y",
                "streams/x\n",
                "streams/x y",
                "Streams/x",
                "streams/\u00e9",
                "-rf",
                "a".repeat(301));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void refusesWhatIsNoKey(String trick) throws IOException {
        var finished = finished("segment");

        assertThatIllegalArgumentException().isThrownBy(() -> store.find(trick));
        assertThatIllegalArgumentException().isThrownBy(() -> store.publish(finished, trick));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(trick));
        assertThatIllegalArgumentException().isThrownBy(() -> store.entries(trick));
        assertThat(finished).exists();
    }

    @Test
    void deletesAllThatLiesBelowAKeyAndNothingBeside() throws IOException {
        store.publish(finished("1"), "streams/5f/v720/0.m4s");
        store.publish(finished("2"), "streams/5f/poster/320.jpg");
        store.publish(finished("3"), "streams/5f0/v720/0.m4s");

        store.delete("streams/5f");

        assertThat(store.entries("streams")).extracting(Entry::key).containsExactly("streams/5f0");
        assertThat(data.resolve("media/.transit")).isEmptyDirectory();
    }

    @Test
    void deletesALinkAndNotWhatItPointsTo() throws IOException {
        var secret = secret();
        store.publish(finished("segment"), KEY);
        Files.createSymbolicLink(data.resolve("media/streams/5f/file-link"), secret);
        Files.createSymbolicLink(data.resolve("media/streams/5f/folder-link"), secret.getParent());

        store.delete("streams/5f");

        assertThat(secret).hasContent("secret");
        assertThat(store.entries("streams")).isEmpty();
    }

    @Test
    void deletesNothingWithoutAComplaint() {
        store.delete("streams/nobody");

        assertThat(store.find("streams/nobody")).isEmpty();
    }

    @Test
    void namesWhatLiesDirectlyBelowAKey() throws IOException {
        store.publish(finished("1"), "sources/5f");
        store.publish(finished("2"), "sources/60");

        assertThat(store.entries("sources"))
                .containsExactlyInAnyOrder(new Entry("sources/5f", NOW), new Entry("sources/60", NOW));
        assertThat(store.entries("sources/5f")).isEmpty();
        assertThat(store.entries("nothing")).isEmpty();
    }

    @Test
    void removesUnfinishedWorkOfEarlierLives() throws IOException {
        var folder = store.newWorkFolder("chunk-");
        Files.writeString(folder.resolve("0.m4s"), "half");
        Files.writeString(data.resolve("work/left-over.part"), "half");
        Files.writeString(data.resolve("media/.transit/left-over.part"), "half");

        reopen();

        assertThat(data.resolve("work")).isEmptyDirectory();
        assertThat(data.resolve("media/.transit")).isEmptyDirectory();
    }

    @Test
    void removesOnlyWorkThatNobodyHasTouched() throws IOException {
        var forgotten = store.newWorkFolder("chunk-");
        var busy = store.newWorkFolder("chunk-");
        Files.writeString(busy.resolve("fresh"), "new");
        Files.setLastModifiedTime(forgotten, FileTime.from(NOW.minus(Duration.ofDays(2))));
        Files.setLastModifiedTime(busy, FileTime.from(NOW.minus(Duration.ofDays(2))));
        Files.setLastModifiedTime(busy.resolve("fresh"), FileTime.from(NOW));

        store.removeWorkUntouchedSince(NOW.minus(Duration.ofDays(1)));

        assertThat(forgotten).doesNotExist();
        assertThat(busy).exists();
    }

    @Test
    void refusesWhatWouldGoBelowTheFloor() throws IOException {
        store.ensureRoomFor(0);
        long free = store.space().freeBytes();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> store.ensureRoomFor(2 * free))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(ProblemException.Kind.STORAGE_FULL));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new DirectoryStore(data, 2 * free, () -> NOW).ensureRoomFor(0));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        for (var folder : new String[] {"media", "work"}) {
            assertThat(Files.getPosixFilePermissions(data.resolve(folder)))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void publishesBesideADeleteWithoutTearing() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> {
                        store.publish(finished("segment"), "streams/5f/v720/" + i + ".m4s");
                        return null;
                    }))
                    .toList();
            var delete = threads.submit(() -> store.delete("streams/5f"));
            delete.get();
            for (var publish : work) {
                publishedOrRefused(publish);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(data.resolve("media/.transit")).isEmptyDirectory();
        for (var entry : store.entries("streams/5f/v720")) {
            assertThat(store.find(entry.key()).orElseThrow().path()).hasContent("segment");
        }
    }

    private static void publishedOrRefused(Future<?> publish) throws Exception {
        try {
            publish.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
        }
    }

    private DirectoryStore reopen() throws IOException {
        return new DirectoryStore(data, 0, () -> NOW);
    }

    private Path finished(String content) throws IOException {
        return Files.writeString(store.newWorkFolder("test-").resolve("finished"), content);
    }

    private Path secret() throws IOException {
        return Files.writeString(
                Files.createDirectories(data.resolve("elsewhere")).resolve("secret"), "secret");
    }
}
