package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.millrace.manifest.MpdSchema;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other people's players, at their default settings, play our streams to the end: every picture, no gap, no error. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PlayersTest {

    /** Each player, and the field of {@code playback} with the manifest that it is given. */
    private static final Map<String, List<String>> PLAYERS = Map.of(
            "hls.js", List.of("hls"),
            "shaka", List.of("hls", "dash"),
            "video.js", List.of("hls"),
            "dash.js", List.of("dash"));

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final double ONE_SOUND_FRAME = 1024.0 / 48_000;

    @TestHTTPResource("/")
    URI root;

    private final ObjectMapper json = new ObjectMapper();
    private Browsers browsers;
    private PlayerPages pages;

    @BeforeEach
    void open() throws Exception {
        browsers = Browsers.open();
        pages = PlayerPages.open();
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
        if (pages != null) {
            pages.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.millrace.service.RealFilms#all")
    void playToTheEnd(Path film) {
        var service = new Service(root);
        var video = service.awaitState(service.upload(film), "ready");
        MpdSchema.holds(
                service.get("/v/" + video.get("id").asText() + "/manifest.mpd").body());
        var playing = new LinkedHashMap<String, Page>();
        PLAYERS.forEach((player, manifests) -> manifests.forEach(manifest -> {
            var page = browsers.page();
            page.navigate(pages.page(
                    player, URI.create(video.at("/playback/" + manifest).asText())));
            playing.put(player + " with " + manifest, page);
        }));

        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> playing.values().stream()
                .map(this::report)
                .allMatch(r -> r.path("ended").asBoolean() || !r.path("errors").isEmpty()));

        playing.forEach((name, page) -> played(name, report(page), video));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shaka", "dash.js"})
    void captionsAndThumbnailsOfTheDashManifestAreFound(String player) {
        var service = new Service(root);
        var id = service.upload(Films.withWords());
        service.awaitState(id, "ready");
        var video = service.await(id, v -> !v.at("/playback/storyboard").isNull());
        MpdSchema.holds(service.get("/v/" + id + "/manifest.mpd").body());

        var page = browsers.page();
        var manifest = URI.create(video.at("/playback/dash").asText());
        page.navigate(pages.page(player, manifest, "text=de", "picture=31"));
        Awaitility.await()
                .pollInSameThread()
                .atMost(PATIENCE)
                .until(() ->
                        report(page).hasNonNull("firstWords") && report(page).hasNonNull("picture")
                                || !report(page).path("errors").isEmpty());

        var report = report(page);
        assertThat(report.get("errors")).as("%s", report).isEmpty();
        assertThat(report.get("offered")).extracting(JsonNode::asText).containsExactly("en", "de");
        assertThat(report.get("words").asText()).isEqualTo("de");
        assertThat(report.get("firstWords").asText()).contains("Zeile");
        var picture = report.get("picture"); // of 20 in rows of five, each for two seconds, the sixteenth
        assertThat(picture.get("url").asText()).endsWith("/v/" + id + "/storyboard/0.jpg");
        assertThat(picture.get("width") + "x" + picture.get("height")).isEqualTo("160x90");
        assertThat(picture.get("x") + "," + picture.get("y")).isEqualTo("0,270");
    }

    private static void played(String name, JsonNode report, JsonNode video) {
        double seconds = video.get("durationSeconds").asDouble();
        long frames = Math.round(seconds * video.get("frameRate").asDouble());
        assertThat(report.get("errors")).as("%s: %s", name, report).isEmpty();
        assertThat(report.get("error").isNull()).as("%s: %s", name, report).isTrue();
        assertThat(report.get("pieces").asInt())
                .as("%s: pieces in %s", name, report)
                .isEqualTo(1);
        assertThat(report.get("start").asDouble())
                .as("%s: start in %s", name, report)
                .isZero();
        assertThat(report.get("duration").asDouble())
                .as("%s: length in %s", name, report)
                .isBetween(seconds - ONE_SOUND_FRAME, seconds + ONE_SOUND_FRAME);
        assertThat(report.get("frames").asLong())
                .as("%s: pictures in %s", name, report)
                .isEqualTo(frames);
    }

    private JsonNode report(Page page) {
        return json.valueToTree(page.evaluate("window.report ? window.report() : { ended: false, errors: [] }"));
    }
}
