package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import dev.millrace.video.WorkNews;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class FailedSourcesTest {

    @TempDir
    Path folder;

    @TestHTTPResource("/")
    URI root;

    @Inject
    WorkNews news;

    @Inject
    MediaStore store;

    @Inject
    TranscodeConfig config;

    @Test
    void areKeptForARetryUntilTheTimeOfTheSettingIsOver() throws IOException {
        var video = failed();

        sweep(config.keepFailedSource().minusMinutes(1));
        assertThat(store.find(Streams.sourceKey(video))).isPresent();

        sweep(config.keepFailedSource().plusMinutes(1));
        assertThat(store.find(Streams.sourceKey(video))).isEmpty();
        RestAssured.post("/api/videos/" + video + "/retry").then().statusCode(409);
    }

    @Test
    void ofOtherVideosStay() {
        var service = new Service(root);
        var film = service.upload(Films.small(4));

        sweep(config.keepFailedSource().plusMinutes(1));

        assertThat(store.find(Streams.sourceKey(film))).isPresent();
        service.awaitState(film, "ready");
        sweep(config.keepFailedSource().plusMinutes(1));
        assertThat(store.find(Streams.sourceKey(film))).isPresent();
    }

    private void sweep(Duration later) {
        new FailedSources(news, store, config, InstantSource.offset(InstantSource.system(), later)).sweep();
    }

    private UUID failed() throws IOException {
        var service = new Service(root);
        var video = service.upload(Files.writeString(folder.resolve("text.mp4"), "This is no film.".repeat(100)));
        service.awaitState(video, "failed");
        return video;
    }
}
