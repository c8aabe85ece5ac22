package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a film looks like before one watches it: on its card, and on the seek bar. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PreviewTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private UUID video;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        var service = new Service(root);
        video = service.upload(Films.small(9));
        service.await(video, v -> !v.at("/playback/storyboard").isNull());
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void theSeekBarShowsWhatTheFilmLooksLikeThere() {
        var page = browsers.page();
        page.navigate(root.resolve("/watch/" + video).toString());
        Browsers.until(page, "document.querySelector('track[label=thumbnails]')?.track.cues?.length === 5", PATIENCE);

        var bar = page.locator("media-time-range").boundingBox();
        page.mouse().move(bar.x + bar.width / 2, bar.y + bar.height / 2);

        var thumbnail = page.locator("media-preview-thumbnail[slot=preview]");
        assertThat(thumbnail).hasAttribute("mediapreviewcoords", "320 0 160 90");
        assertThat(thumbnail.getAttribute("mediapreviewimage")).contains("/v/" + video + "/storyboard/0.jpg");
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aCardPlaysItsPreviewWithoutMoving() {
        var page = browsers.page();
        page.navigate(root.toString());
        var before = place(page);

        link(page).hover();

        assertThat(preview(page)).hasCount(1);
        assertThat(place(page)).isEqualTo(before);
        page.mouse().move(1, 1);
        assertThat(preview(page)).hasCount(0);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aCardStaysStillForWhoWantsNoMotion() {
        var page = browsers.page(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.clock().install();
        page.navigate(root.toString());

        link(page).hover();
        page.clock().runFor(5000);

        assertThat(preview(page)).hasCount(0);
    }

    private Locator link(Page page) {
        return page.locator("#video-" + video + " .card-link");
    }

    private Locator preview(Page page) {
        return page.locator("#video-" + video + " .card-preview");
    }

    private Object place(Page page) {
        return page.evaluate("JSON.stringify(document.getElementById('video-" + video + "').getBoundingClientRect())");
    }
}
