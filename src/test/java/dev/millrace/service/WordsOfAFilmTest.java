package dev.millrace.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From text tracks, chapters and uploaded files to what a player gets, with real engines. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class WordsOfAFilmTest {

    @TestHTTPResource("/")
    URI root;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void theWordsOfTheSourceArePlayableWithThePictures() {
        var video = service.upload(Films.withWords());
        var playable = service.awaitPlayable(video);

        assertThat(playlist(video))
                .contains("TYPE=SUBTITLES,GROUP-ID=\"subs\",NAME=\"English\",LANGUAGE=\"en\"")
                .contains("NAME=\"Für alle\",LANGUAGE=\"de\"", ",SUBTITLES=\"subs\"");
        assertThat(service.uris("/v/" + video + "/s0/index.m3u8"))
                .containsExactly("/v/" + video + "/s0/0.vtt", "/v/" + video + "/s0/1.vtt");
        assertThat(text("/v/" + video + "/s1/1.vtt"))
                .startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n")
                .contains("00:00:30.000 --> 00:00:34.500\n<i>Zeile</i> 6\n")
                .doesNotContain("Zeile</i> 5");
        assertThat(playable.at("/chapters/1/title").asText()).isEqualTo("Übung & more");
        assertThat(playable.at("/chapters/1/startSeconds").asDouble()).isCloseTo(10, within(0.05));
        assertThat(text("/v/" + video + "/chapters.vtt")).contains("\nÜbung &amp; more\n");
        service.send("DELETE", "/api/videos/" + video);
    }

    @Test
    void theWordsOfSoundWithoutPicturesArePlayableToo() {
        var video = service.upload(Films.soundWithWords());
        var ready = service.awaitState(video, "ready");

        assertThat(ready.at("/warnings")).isEmpty();
        assertThat(playlist(video))
                .contains("TYPE=SUBTITLES,GROUP-ID=\"subs\",NAME=\"English\",LANGUAGE=\"en\"")
                .containsPattern("#EXT-X-STREAM-INF:[^\n]*SUBTITLES=\"subs\"");
        assertThat(text("/v/" + video + "/s0/0.vtt")).contains("Line</i> 5");
        service.send("DELETE", "/api/videos/" + video);
    }

    @Test
    void uploadedWordsComeAndGoWhateverTheVideoIsDoing() {
        var video = service.upload(Films.small(9));
        upload(video, "early");
        service.awaitPlayable(video);
        assertThat(playlist(video)).contains("NAME=\"early\"");

        service.awaitState(video, "ready");
        upload(video, "late");

        Awaitility.await().until(() -> playlist(video).contains("NAME=\"late\""));
        assertThat(text("/v/" + video + "/s1/0.vtt")).contains("late");
        given().delete("/api/videos/" + video + "/captions/s1").then().statusCode(204);
        Awaitility.await().until(() -> !playlist(video).contains("NAME=\"late\""));
        assertThat(service.get("/v/" + video + "/s1/0.vtt").statusCode()).isEqualTo(404);
    }

    private static void upload(UUID video, String words) {
        given().multiPart("file", words + ".srt", ("00:00:01,000 --> 00:00:02,000\n" + words).getBytes())
                .multiPart("label", words)
                .post("/api/videos/" + video + "/captions")
                .then()
                .statusCode(201);
    }

    private String playlist(UUID video) {
        return text("/v/" + video + "/index.m3u8");
    }

    private String text(String path) {
        return Service.text(service.get(path));
    }
}
