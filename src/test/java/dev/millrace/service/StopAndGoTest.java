package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that is stopped, started again, or loses its engine in the middle. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class StopAndGoTest {

    @TestHTTPResource("/")
    URI root;

    @ConfigProperty(name = "millrace.data-dir")
    Path data;

    @Inject
    Attempts attempts;

    private Service service;
    private Engines engines;

    @BeforeEach
    void connect() {
        service = new Service(root);
        engines = new Engines(data);
    }

    @Test
    void deletingAVideoAtWorkEndsItsEnginesAndRemovesItsFiles() {
        var video = service.upload(Films.medium(40));
        inTheMiddle(video);
        var working = engines.of(video);
        assertThat(working).isNotEmpty();

        assertThat(service.send("DELETE", "/api/videos/" + video).statusCode()).isEqualTo(204);

        assertThat(service.get("/api/videos/" + video).statusCode()).isEqualTo(404);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(working).noneMatch(ProcessHandle::isAlive);
            assertThat(data.resolve("media/sources").resolve(video.toString())).doesNotExist();
            assertThat(data.resolve("media/streams").resolve(video.toString())).doesNotExist();
            assertThat(service.get("/v/" + video + "/index.m3u8").statusCode()).isEqualTo(404);
            assertThat(service.get("/v/" + video + "/v240/0.m4s").statusCode()).isEqualTo(404);
        });
    }

    @Test
    void aRequestHeldForADeletedVideoIsAnsweredAtOnce() {
        var video = service.upload(Films.medium(40));
        service.awaitPlayable(video);
        var held = service.ask("/v/" + video + "/v360/9.m4s");
        Awaitility.await().until(() -> metric("millrace_playback_held") > 0);

        service.send("DELETE", "/api/videos/" + video);

        assertThat(held.join().statusCode()).isEqualTo(404);
    }

    @Test
    void aCancelledVideoCanBeTriedAgainAndBecomesReady() {
        var video = service.upload(Films.medium(40));
        inTheMiddle(video);

        var cancelled = service.send("POST", "/api/videos/" + video + "/cancel");

        assertThat(cancelled.statusCode()).isEqualTo(202);
        var failed = service.awaitState(video, "failed");
        assertThat(failed.at("/failure/code").asText()).isEqualTo("cancelled");
        Awaitility.await().until(() -> engines.of(video).isEmpty());
        assertThat(service.get("/v/" + video + "/index.m3u8").statusCode()).isEqualTo(404);

        assertThat(service.send("POST", "/api/videos/" + video + "/retry").statusCode())
                .isEqualTo(202);

        service.awaitState(video, "ready");
        assertThat(service.send("POST", "/api/videos/" + video + "/cancel").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aVideoWhoseEngineIsKilledInTheMiddleBecomesReadyAllTheSame() {
        var video = service.upload(Films.medium(40));
        inTheMiddle(video);

        assertThat(engines.kill(video)).isPositive();

        service.awaitState(video, "ready");
        assertThat(attempts.of(video)).contains("video retry engine_crash", "video done");
        for (var playlist : service.playlists(video)) {
            assertThat(service.uris(playlist))
                    .allSatisfy(
                            file -> assertThat(service.get(file).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void aFileThatKillsEveryEngineFailsAfterTheLimitAndLeavesTheOthersAlone() {
        var poison = service.upload(Films.medium(9));
        var killer = CompletableFuture.runAsync(() -> {
            while (!service.video(poison).get("state").asText().equals("failed")) {
                engines.kill(poison);
            }
        });

        var failed = service.awaitState(poison, "failed");
        killer.join();

        assertThat(failed.at("/failure/code").asText()).isEqualTo("engine_crash");
        assertThat(failed.at("/failure/message").asText()).isNotBlank();
        assertThat(attempts.of(poison).stream()
                        .filter(a -> a.endsWith("engine_crash"))
                        .count())
                .isGreaterThanOrEqualTo(5);
        service.awaitState(service.upload(Films.small(4)), "ready");
    }

    /** Waits until more than the first seconds is there, and less than all. */
    private void inTheMiddle(UUID video) {
        service.await(
                video,
                v -> v.at("/progress/percent").asDouble() > 12
                        && v.get("state").asText().equals("processing"));
    }

    private double metric(String name) {
        return Service.text(service.get("/q/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
