package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The texts of {@link InertTextTest} once more, where nobody typed them: inside a film, and in what is said of a bad one. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class InertFilmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIDEO = "document.querySelector('media-controller video')";

    @TestHTTPResource("/")
    URI root;

    @Inject
    EntityManager database;

    private Browsers browsers;
    private Person somebody;
    private Page page;
    private Trapped trapped;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        somebody = Person.with("admin");
        page = browsers.page(new Browser.NewContextOptions().setViewportSize(1280, 900));
        Browsers.signIn(page, root, somebody);
        trapped = new Trapped(page, root);
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void noScriptRunsFromTheTextsOfAFilm() {
        var service = new Service(root);
        var film = service.upload(Films.saying(Payloads.all(), Payloads.inPieces(200)));
        var facts = service.awaitState(film, "ready");
        assertThat(facts.path("chapters").toString()).contains("<script>", "onerror=");
        assertThat(facts.path("source").path("audio").toString()).contains("<script>");

        trapped.visit("/watch/" + film);
        Browsers.until(page, VIDEO + ".readyState >= 2", PATIENCE);
        page.keyboard().press("c");
        playToTheEnd();
        page.locator("media-settings-menu-button").click();
        trapped.assertInert("the settings");
        var line = page.locator("media-time-range").boundingBox();
        for (int part = 1; part < 20; part++) {
            page.mouse().move(line.x + line.width * part / 20, line.y + line.height / 2);
        }
        trapped.assertInert("the names of chapters");
        for (var path : List.of("/embed/", "/studio/", "/studio/%s/clip", "/watch/%s/share")) {
            trapped.visit(path.contains("%s") ? path.formatted(film) : path + film);
        }
        for (var path : List.of("/admin", "/admin/storage", "/studio?all=1", "/?q=script", "/?q=onerror")) {
            trapped.visit(path);
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void noScriptRunsFromWhyAVideoFailed() {
        var all = String.join(" ", Payloads.all());
        var failed = Rows.video(somebody.id(), "failed");
        fail(failed, all);

        for (var path : List.of("/watch/" + failed, "/embed/" + failed, "/studio/" + failed, "/studio", "/admin")) {
            trapped.visit(path);
            assertThat(path.startsWith("/embed")
                            || page.locator("body").textContent().contains(all))
                    .as("shown at " + path)
                    .isTrue();
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    private void playToTheEnd() {
        page.evaluate("() => { const video = " + VIDEO
                + "; window.said = new Set(); for (const track of video.textTracks) track.addEventListener('cuechange', () => {"
                + " for (const cue of track.activeCues ?? []) window.said.add(cue.text); });"
                + " video.muted = true; video.playbackRate = 6; video.play(); }");
        Browsers.until(page, VIDEO + ".ended", PATIENCE);
        assertThat((int) page.evaluate("window.said.size")).isGreaterThan(30);
        trapped.assertInert("the film with captions");
    }

    private void fail(UUID video, String why) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update video set failure_message = :why where id = :id")
                        .setParameter("why", why)
                        .setParameter("id", video)
                        .executeUpdate());
    }
}
