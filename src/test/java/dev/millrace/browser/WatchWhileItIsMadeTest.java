package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the product is for: a film goes in by the form and plays while it is made. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class WatchWhileItIsMadeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIDEO = "document.querySelector('media-controller video')";

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
    void aFilmIsUploadedPlayedWhileItIsMadeAndWatchedToItsEnd() {
        var page = uploadersPage();
        var video = upload(page, Films.medium(60));
        page.getByTestId("watch-link").click();

        Browsers.until(page, VIDEO + " !== null && " + VIDEO + ".currentTime > 0.5", PATIENCE);
        assertThat(stateOf(video)).as("plays before it is ready").isEqualTo("processing");

        page.evaluate(VIDEO + ".currentTime = 45");
        Browsers.until(page, VIDEO + ".currentTime > 45.3 && !" + VIDEO + ".seeking", PATIENCE);

        page.evaluate(VIDEO + ".currentTime = 56");
        Browsers.until(page, VIDEO + ".ended", PATIENCE);
        assertThat((boolean) page.evaluate(VIDEO + ".currentTime >= 59.9")).isTrue();
        Browsers.until(page, "document.getElementById('player').dataset.state === 'ready'", PATIENCE);
        assertThat(page.getByTestId("progress")).hasCount(0);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void everyPictureIsShownWithoutAGap() {
        var page = browsers.page();
        var id = new Service(service).upload(Films.small(9));
        page.navigate(service.resolve("/watch/" + id + "?autoplay=1").toString());

        Browsers.until(page, VIDEO + " !== null && " + VIDEO + ".ended", PATIENCE);

        assertThat(number(page, VIDEO + ".buffered.length")).as("one piece").isEqualTo(1);
        assertThat(number(page, VIDEO + ".buffered.start(0)")).isZero();
        assertThat(number(page, VIDEO + ".buffered.end(0)")).isEqualTo(number(page, VIDEO + ".duration"));
        assertThat(number(page, VIDEO + ".duration")).isBetween(9.0, 9.05);
        assertThat(number(page, VIDEO + ".getVideoPlaybackQuality().totalVideoFrames"))
                .as("24 a second")
                .isEqualTo(9 * 24);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void theUploadRowSaysWhyAFileIsNoFilm(@TempDir Path folder) throws Exception {
        var page = uploadersPage();
        page.navigate(service.resolve("/upload").toString());
        page.locator("#file")
                .setInputFiles(Files.writeString(folder.resolve("letter.mp4"), "Dear reader, ".repeat(99)));
        page.locator("#submit").click();

        assertThat(page.locator(".row-note"))
                .hasText("This file is not a video format that Millrace can read.", within(PATIENCE));
        assertThat(page.locator(".row-title")).hasText("letter");
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aWatermarkGoesAlongWithTheFile(@TempDir Path folder) throws Exception {
        var logo = folder.resolve("logo.png");
        ImageIO.write(new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB), "png", logo.toFile());
        var page = uploadersPage();
        page.navigate(service.resolve("/upload").toString());
        page.getByTestId("watermark").locator("summary").click();
        page.getByLabel("Image").setInputFiles(logo);
        page.getByLabel("Top left").check();
        page.getByLabel("Width").fill("25");
        assertThat(page.locator(".watermark-shown")).isVisible();
        page.getByTestId("watermark")
                .screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target/screenshots/watermark.png")));
        page.locator("#file").setInputFiles(Films.small(3));
        page.locator("#submit").click();

        var link = page.getByTestId("watch-link");
        assertThat(link).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(new Service(service).video(idIn(link)).get("watermark").toString())
                .isEqualTo("{\"corner\":\"top-left\",\"opacity\":80,\"width\":25}");
        assertThat(page.locator(".watermark-shown")).isHidden();
        assertThat(browsers.complaints()).isEmpty();
    }

    private Page uploadersPage() {
        var page = browsers.page();
        Browsers.signIn(page, service, Person.with("uploader"));
        return page;
    }

    /** Returns the video's id when its row offers to watch it. */
    private UUID upload(Page page, Path film) {
        page.navigate(service.resolve("/upload").toString());
        page.locator("#file").setInputFiles(film);
        page.locator("#submit").click();
        var link = page.getByTestId("watch-link");
        assertThat(link).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
        return idIn(link);
    }

    private static UUID idIn(Locator link) {
        return UUID.fromString(link.getAttribute("href").replaceFirst("/watch/([0-9a-f-]+).*", "$1"));
    }

    private String stateOf(UUID video) {
        return new Service(service).video(video).get("state").asText();
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static LocatorAssertions.HasTextOptions within(Duration time) {
        return new LocatorAssertions.HasTextOptions().setTimeout(time.toMillis());
    }
}
