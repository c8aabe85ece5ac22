package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Captions and chapters as a viewer meets them. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ReadAlongTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIDEO = "document.querySelector('media-controller video')";
    private static final String SHOWN =
            "Array.from(" + VIDEO + ".textTracks).find(t => t.kind === 'subtitles' && t.mode === 'showing')";
    private static final String WORDS = SHOWN + "?.activeCues?.[0]?.getCueAsHTML().textContent";

    @TestHTTPResource("/")
    URI service;

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
    void captionsAreChosenAndShownInTime() {
        var page = watch();
        assertThat((boolean) page.evaluate(SHOWN + " === undefined"))
                .as("nobody asked")
                .isTrue();

        page.evaluate(VIDEO + ".currentTime = 31");
        page.keyboard().press("c");
        Browsers.until(page, WORDS + " === 'Line 6'", PATIENCE);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "captions.png")));

        page.locator("media-settings-menu-button").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Captions"))
                .click();
        page.getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName("Für alle"))
                .click();
        Browsers.until(page, WORDS + " === 'Zeile 6'", PATIENCE);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "captions-menu.png")));

        page.locator("media-captions-button").click();
        Browsers.until(page, SHOWN + " === undefined", PATIENCE);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void chaptersAreNamedOnTheTimeLine() {
        var page = watch();
        Browsers.until(page, "document.querySelector('media-time-range').mediaChaptersCues?.length === 2", PATIENCE);

        var line = page.locator("media-time-range");
        var box = line.boundingBox();
        page.mouse().move(box.x + box.width * 0.6, box.y + box.height / 2);

        assertThat(page.locator("media-preview-chapter-display[slot=preview]")).isVisible();
        Browsers.until(
                page,
                "document.querySelector('media-preview-chapter-display').shadowRoot.textContent.includes('Übung & more')",
                PATIENCE);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "chapters.png")));
        assertThat(browsers.complaints()).isEmpty();
    }

    private Page watch() {
        var page = browsers.page();
        var id = new Service(service).upload(Films.withWords());
        new Service(service).awaitState(id, "ready");
        page.navigate(service.resolve("/watch/" + id).toString());
        Browsers.until(page, VIDEO + ".readyState >= 2", PATIENCE);
        return page;
    }
}
