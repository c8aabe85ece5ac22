package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of a finished video's own stream. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class StoryboardTest {

    @TestHTTPResource("/")
    URI root;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void everyCueOfTheStoryboardIsAPartOfASheet() throws IOException {
        var video = service.upload(Films.medium(9));
        var ready = awaitStoryboard(video);

        assertThat(ready.at("/playback/storyboard").asText()).endsWith("/v/" + video + "/storyboard.vtt");
        var track = service.get("/v/" + video + "/storyboard.vtt");
        assertThat(track.headers().firstValue("content-type")).contains("text/vtt;charset=utf-8");
        assertThat(track.headers().firstValue("cache-control"))
                .hasValueSatisfying(c -> assertThat(c).contains("immutable"));
        assertThat(Service.text(track))
                .startsWith("WEBVTT\n")
                .contains(" --> 00:00:09.000\nstoryboard/0.jpg#xywh=640,0,160,90\n");
        var json = service.read(service.get("/v/" + video + "/storyboard.json"));
        assertThat(json.get("tiles")).hasSize(5);
        assertThat(Service.text(service.get("/v/" + video + "/manifest.mpd")))
                .contains("endNumber=\"0\" media=\"$RepresentationID$/$Number$.jpg\"")
                .contains("id=\"storyboard\"", "width=\"800\" height=\"90\"", "value=\"5x1\"");
        var sheet = service.get("/v/" + video + "/" + json.at("/sheets/0").asText());
        assertThat(sheet.headers().firstValue("content-type")).contains("image/jpeg");
        var image = ImageIO.read(new ByteArrayInputStream(sheet.body()));
        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("800x90");
        assertThat(service.get("/v/" + video + "/storyboard/1.jpg").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePreviewIsSmallAndMoves() {
        var video = service.upload(Films.small(4));
        var ready = awaitStoryboard(video);

        assertThat(ready.at("/playback/preview").asText()).endsWith("/v/" + video + "/preview.webp");
        assertThat(ready.at("/warnings")).isEmpty();
        var preview = service.get("/v/" + video + "/preview.webp");
        assertThat(preview.headers().firstValue("content-type")).contains("image/webp");
        assertThat(preview.body().length).isLessThan(500_000);
        assertThat(Service.text(preview)).contains("ANIM");
    }

    private JsonNode awaitStoryboard(UUID video) {
        service.awaitState(video, "ready");
        return service.await(video, v -> !v.at("/playback/storyboard").isNull());
    }
}
