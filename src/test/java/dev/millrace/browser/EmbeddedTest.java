package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The player in a frame of somebody else's page. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class EmbeddedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private UUID film;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        var service = new Service(root);
        film = service.upload(Films.small(9));
        service.awaitState(film, "ready");
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void playsOnAPageOfAnotherOriginByTheCodeThatIsHandedOut() throws Exception {
        String code = RestAssured.given()
                .queryParam("url", root.resolve("/watch/" + film).toString())
                .get(root.resolve("/oembed"))
                .then()
                .statusCode(200)
                .extract()
                .path("html");
        try (var elsewhere = ForeignPage.with(
                code.replace("/embed/" + film, "/embed/" + film + "?autoplay=1&muted=1&start=3&colour=ff8800"))) {
            var page = browsers.page();
            page.navigate(elsewhere.address());

            until(page, "document.querySelector('video')?.currentTime > 3.5");
            until(
                    page,
                    "getComputedStyle(document.querySelector('media-controller')).getPropertyValue("
                            + "'--media-range-bar-color') === '#ff8800'");
            until(page, "document.documentElement.scrollHeight <= innerHeight");
            assertThat(browsers.complaints()).isEmpty();
        }
    }

    @Test
    void aPrivateFilmIsNotShownInAFrameOfAPageThatNobodyNamed() throws Exception {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("visibility", "private"))
                .patch("/api/videos/" + film);
        String link = RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/videos/" + film + "/links")
                .path("url");
        var secret = link.substring(link.indexOf('?'));
        try (var elsewhere =
                ForeignPage.with("<iframe src=\"" + root.resolve("/embed/" + film) + secret + "\"></iframe>")) {
            browsers.page().navigate(elsewhere.address());

            Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> !browsers.complaints()
                    .isEmpty());
            assertThat(browsers.complaints()).singleElement().asString().contains("frame-ancestors");
        }
    }

    /** Waits for something in the page's one frame. */
    private static void until(Page page, String expression) {
        Awaitility.await(expression)
                .pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(
                        page.frameLocator("iframe").locator("body").evaluate("() => " + expression)));
    }
}
