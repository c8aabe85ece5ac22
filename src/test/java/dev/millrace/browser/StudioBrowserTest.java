package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.studio.Shelf;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The studio and the administrators' pages in a real browser, with the work really done. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class StudioBrowserTest {

    private static final double PATIENCE = 120_000;

    @TestHTTPResource("/")
    URI service;

    @Inject
    Shelf shelf;

    private Browsers browsers;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void aVideoIsFollowedEditedAndGetsAnotherPoster() {
        var films = new Service(service);
        var page = admin(1280, ColorScheme.LIGHT);
        page.navigate(service.resolve("/studio?all=1").toString());
        var video = films.upload(Films.medium(6));
        page.navigate(service.resolve("/studio?all=1").toString());
        var row = page.locator("#video-" + video);
        assertThat(row).isVisible();
        var left = admin(1280, ColorScheme.LIGHT);
        left.navigate(service.resolve("/studio/" + video).toString());
        assertThat(row)
                .hasAttribute("data-state", "ready", new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
        films.await(video, v -> !v.path("playback").path("poster").isNull());
        assertThat(left.getByTestId("poster-form"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(left.getByTestId("clip-link")).isVisible();
        left.locator("#poster-time").fill("0:05");
        assertThat(left.locator("#poster-slider")).hasValue("5");
        assertThat(left.getByTestId("poster-picture"))
                .hasAttribute("src", java.util.regex.Pattern.compile(".*thumbnail\\.jpg\\?t=5\\.000&width=640"));
        var before = films.video(video).path("playback").path("poster").asText();
        var old = films.get(URI.create(before).getPath()).body();

        row.getByText("Edit").click();
        page.getByTestId("edit-form").getByLabel("Title").fill("The mill at noon");
        page.getByTestId("edit-form").getByLabel("Tags").fill("water, wheels");
        page.getByTestId("save").click();
        assertThat(page.getByTestId("done")).hasText("Your changes are saved.");
        assertThat(page.locator("h1")).hasText("The mill at noon");

        page.evaluate("const s = document.getElementById('poster-slider'); s.value = '4';"
                + " s.dispatchEvent(new Event('input', { bubbles: true }))");
        assertThat(page.locator("#poster-time")).hasValue("4");
        assertThat(page.getByTestId("poster-picture"))
                .hasAttribute("src", java.util.regex.Pattern.compile(".*thumbnail\\.jpg\\?t=4&width=640"));
        var description = page.getByTestId("edit-form").getByLabel("Description");
        description.fill("Written, and not saved yet");
        page.getByTestId("choose-poster").click();
        assertThat(page.getByTestId("done")).containsText("The new poster is being made.");
        assertThat(description).hasValue("Written, and not saved yet");
        assertThat(page.getByTestId("unsaved")).isVisible();
        var after = films.await(
                        video, v -> !v.path("playback").path("poster").asText().equals(before))
                .path("playback")
                .path("poster")
                .asText();

        page.navigate(service.resolve("/studio/" + video).toString());
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/studio-ready-1280.png")));
        assertThat(after).contains("?v=1");
        assertThat(films.get(URI.create(after).getPath()).body()).isNotEqualTo(old);
        assertThat(films.video(video).path("tags")).hasSize(2);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aClipIsCutOnThePlayer() {
        var films = new Service(service);
        var video = films.upload(Films.medium(6));
        films.awaitState(video, "ready");
        var page = admin(1280, ColorScheme.LIGHT);
        page.navigate(service.resolve("/watch/" + video).toString());
        seek(page, 2.02);
        page.getByTestId("clip-link").click();

        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/studio/" + video + "/clip\\?t=2\\.02.*"));
        page.waitForFunction("() => document.querySelector('media-controller video').currentTime > 2");
        page.getByTestId("set-in").click();
        assertThat(page.getByLabel("From")).hasValue("0:02.000");
        seek(page, 3.02);
        page.keyboard().press(".");
        page.waitForFunction("() => document.querySelector('media-controller video').currentTime > 3.05");
        page.keyboard().press("o");
        assertThat(page.locator("input[name=end]")).hasValue("0:03.083");
        assertThat(page.getByTestId("clip-length")).hasText("0:01.083");

        page.evaluate("() => { const v = document.querySelector('media-controller video');"
                + " window.stopped = new Promise(done => v.addEventListener('playing', () =>"
                + " v.addEventListener('pause', () => done(v.currentTime), { once: true }), { once: true })); }");
        page.getByTestId("preview").click();
        assertThat(((Number) page.evaluate("() => window.stopped")).doubleValue())
                .isBetween(73 / 24.0, 74 / 24.0);
        assertThat(page.getByTestId("preview")).hasText("Play the clip");
        page.getByTestId("make-clip").click();

        assertThat(page.getByTestId("done")).hasText("The clip is being made.");
        var clip = java.util.UUID.fromString(page.url().replaceFirst(".*/studio/([0-9a-f-]{36}).*", "$1"));
        assertThat(films.await(clip, v -> v.path("playable").asBoolean())
                        .path("durationSeconds")
                        .asDouble())
                .isCloseTo(26 / 24.0, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(browsers.complaints()).isEmpty();
    }

    private static void seek(Page page, double seconds) {
        page.waitForFunction("() => document.querySelector('media-controller video').readyState > 1");
        page.evaluate(
                "s => new Promise(done => { const v = document.querySelector('media-controller video');"
                        + " v.addEventListener('seeked', () => done(), { once: true }); v.currentTime = s; })",
                seconds);
    }

    @Test
    void anAdministratorTriesAFailedVideoAgain() {
        var films = new Service(service);
        var admin = admin(1280, ColorScheme.LIGHT);
        var video = films.upload(Films.small(20));
        assertThat(films.send("POST", "/api/videos/" + video + "/cancel").statusCode())
                .isEqualTo(202);

        admin.navigate(service.resolve("/admin").toString());
        var row = admin.locator("[data-testid=failed] [data-id='" + video + "']");
        assertThat(row).isVisible();
        row.getByTestId("retry").click();
        assertThat(row).hasCount(0);

        films.awaitState(video, "ready");
        admin.navigate(service.resolve("/admin").toString());
        assertThat(admin.getByTestId("workers")).containsText("Alive");
        assertThat(admin.getByTestId("engine")).containsText("FFmpeg");
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aVideoThatIsDeletedByAccidentIsHadBackWithoutScript() {
        var owner = Person.with("uploader");
        var video = shelf.put("By accident", owner, "ready");
        var page = browsers.page(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        signIn(page, owner);
        page.navigate(service.resolve("/studio/" + video).toString());

        page.getByTestId("delete").click();
        assertThat(page.getByTestId("done")).containsText("You can have it back");
        page.getByTestId("done").locator("a").click();
        page.getByTestId("restore").click();

        assertThat(page.locator("#video-" + video)).isVisible();
    }

    private Page admin(int width, ColorScheme scheme) {
        var page = browsers.page(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
        signIn(page, Person.with("admin"));
        return page;
    }

    private void signIn(Page page, Person person) {
        page.context().addCookies(List.of(new Cookie(Person.COOKIE, person.session()).setUrl(service.toString())));
    }
}
