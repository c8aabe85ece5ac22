package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The library in a real browser. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class LibrarySearchTest {

    @TestHTTPResource("/")
    URI root;

    @Inject
    VideoLibrary library;

    @Inject
    EntityManager database;

    private final String own = "b" + UUID.randomUUID().toString().replace("-", "");
    private Browsers browsers;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        for (var title : List.of("A mill " + own, "A river " + own)) {
            library.create(new NewVideo(
                    UUID.randomUUID(), title, null, null, List.of(own), "Shelf " + own, "film.mp4", 4, "0".repeat(64)));
        }
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void findsWhileOneTypesAndKeepsTheAddress() {
        var page = browsers.page();
        page.navigate(root.toString());
        var box = page.locator("#q");

        box.pressSequentially(own + " riv");

        assertThat(page.locator(".card")).hasCount(1);
        assertThat(page.locator(".card-title")).hasText("A river " + own);
        assertThat(page.locator("#search-status")).hasText("1 video");
        assertThat(box).isFocused();
        assertThat(page).hasURL(Pattern.compile("\\?q=" + own + "\\+riv$"));
        page.reload();
        assertThat(page.locator(".card")).hasCount(1);

        page.locator("#q").fill(own + " nothing");
        assertThat(page.getByTestId("nothing")).isVisible();
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void isWholeWithoutScript() {
        var page = browsers.page(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(root.toString());

        page.locator("#q").fill(own);
        page.locator("#q").press("Enter");
        assertThat(page.locator(".card")).hasCount(2);
        page.getByText("Shelf " + own).first().click();
        assertThat(page).hasURL(Pattern.compile("q=" + own + "&category=Shelf"));
        page.getByText("Title", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".card-title").first()).hasText("A mill " + own);
    }

    @Test
    void relatedVideosLeadOn() {
        var page = browsers.page();
        var first = id("A mill " + own);
        playable(id("A river " + own));
        page.navigate(root.resolve("/watch/" + first).toString());

        page.getByTestId("related").getByText("A river " + own).click();

        assertThat(page.locator(".watch-title")).hasText("A river " + own);
        assertThat(page.getByTestId("related").getByText("A river " + own)).hasCount(0);
    }

    @Test
    void fitsANarrowWindow() {
        var page = browsers.page(new Browser.NewContextOptions().setViewportSize(320, 700));
        page.navigate(root.resolve("/?q=" + own).toString());

        assertThat(page.locator(".card")).hasCount(2);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 320")).isEqualTo(true);
    }

    private UUID id(String title) {
        return QuarkusTransaction.requiringNew()
                .call(() -> (UUID) database.createNativeQuery("select id from video where title = :title", UUID.class)
                        .setParameter("title", title)
                        .getSingleResult());
    }

    private void playable(UUID video) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update video set playable = true where id = :id")
                        .setParameter("id", video)
                        .executeUpdate());
    }
}
