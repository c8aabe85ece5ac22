package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.Mutants;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files in the running service: each ends ready or failed, and nothing is left behind. {@code -Dmillrace.mutants=5000} makes
 * more, and {@code MILLRACE_TEST_MEDIA} has real films damaged as well.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class MutantsTest {

    private static final int USUAL_NUMBER = 16;

    /** Uploaded together, so that the queue is never empty and the disk never full. */
    private static final int BATCH = 20;

    private static final int LARGEST_REAL_FILE = 400_000;

    /** A clock that was hit can make hours of it, and those would really be made. */
    private static final double LONG_SECONDS = 120;

    @TestHTTPResource("/")
    URI root;

    @ConfigProperty(name = "millrace.data-dir")
    Path data;

    @TempDir
    Path folder;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void everyMutantEndsAndLeavesNothing() throws IOException {
        var films = films();
        int number = Integer.getInteger("millrace.mutants", USUAL_NUMBER);
        for (int first = 0; first < number; first += BATCH) {
            var videos = new ArrayList<UUID>();
            for (int seed = first; seed < Math.min(first + BATCH, number); seed++) {
                var film = Files.readAllBytes(films.get(seed % films.size()));
                var mutant = folder.resolve("mutant-" + seed + ".mp4");
                videos.add(service.upload(Files.write(mutant, Mutants.of(film, seed))));
                Files.delete(mutant);
            }
            videos.forEach(this::end);
            nothingIsLeftOf(videos);
        }
    }

    private void end(UUID video) {
        var ended = service.await(video, v -> isOver(v) || isLong(v));
        if (!isOver(ended)) {
            service.send("POST", "/api/videos/" + video + "/cancel");
            ended = service.await(video, MutantsTest::isOver);
        }
        if (ended.get("state").asText().equals("failed")) {
            assertThat(ended.at("/failure/message").asText()).matches("[A-Z][^\\n]+\\.");
            assertThat(ended.at("/failure/code").asText()).doesNotContain("engine", "internal", "proof");
        }
        service.send("DELETE", "/api/videos/" + video);
    }

    private static boolean isOver(JsonNode video) {
        return List.of("ready", "failed").contains(video.path("state").asText());
    }

    private static boolean isLong(JsonNode video) {
        return video.path("playable").asBoolean()
                && video.path("durationSeconds").asDouble() > LONG_SECONDS;
    }

    private void nothingIsLeftOf(List<UUID> videos) {
        var engines = new Engines(data);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(videos).allSatisfy(video -> {
                assertThat(engines.of(video)).as("engines").isEmpty();
                assertThat(data.resolve("media/sources/" + video)).doesNotExist();
                assertThat(data.resolve("media/streams/" + video)).doesNotExist();
            });
            // each living engine has a folder: the spare one, and two that wait
            assertThat(data.resolve("engines").toFile().list().length).isLessThanOrEqualTo(3);
        });
    }

    private static List<Path> films() throws IOException {
        var films = new ArrayList<Path>(List.of(
                made("mp4", "libx264", "aac"),
                made("mkv", "libx264", "aac"),
                made("webm", "libvpx", "libopus"),
                made("ts", "libx264", "mp2"),
                made("avi", "mpeg4", "mp3"),
                made("flv", "libx264", "aac"),
                made("mpg", "mpeg2video", "mp2"),
                made("mov", "mjpeg", "pcm_s16le")));
        var real = System.getenv("MILLRACE_TEST_MEDIA");
        if (real != null) {
            try (Stream<Path> files = Files.list(Path.of(real))) {
                films.addAll(files.filter(f -> f.toFile().length() < LARGEST_REAL_FILE)
                        .sorted()
                        .toList());
            }
        }
        return films;
    }

    private static Path made(String extension, String picture, String sound) {
        return Films.make(
                "mutable." + extension,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=96x64:rate=24:duration=2.5",
                "-f",
                "lavfi",
                "-i",
                "sine=sample_rate=44100:duration=2.5",
                "-c:v",
                picture,
                "-pix_fmt",
                picture.equals("mjpeg") ? "yuvj420p" : "yuv420p",
                "-g",
                "24",
                "-c:a",
                sound,
                "-ar",
                sound.equals("libopus") ? "48000" : "44100");
    }
}
