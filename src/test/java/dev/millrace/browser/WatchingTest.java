package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewer's evening: keys, choices that are remembered, and coming back to where one stopped. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class WatchingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIDEO = "document.querySelector('media-controller video')";
    private static final String HEIGHT = "document.getElementById('player').dataset.height";
    private static final String WORDS = "Array.from(" + VIDEO + ".textTracks)"
            + ".find(t => t.kind === 'subtitles' && t.mode === 'showing')?.activeCues?.[0]?.getCueAsHTML().textContent";

    private static final Pattern SEGMENTS = Pattern.compile(".*\\.m4s$");

    private static UUID film;

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        if (film == null) {
            var service = new Service(root);
            film = service.upload(Films.withChoices());
            service.awaitState(film, "ready");
        }
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void everythingCanBeDoneByKeys() {
        var page = watch(browsers.page(), "");
        page.keyboard().press("k");
        Browsers.until(page, VIDEO + ".currentTime > 0.2", PATIENCE);
        page.keyboard().press("k");
        page.keyboard().press("5");
        Browsers.until(page, "Math.abs(" + VIDEO + ".currentTime - 20) < 0.1 && !" + VIDEO + ".seeking", PATIENCE);
        page.keyboard().press("l");
        page.keyboard().press("ArrowLeft");
        Browsers.until(page, "Math.abs(" + VIDEO + ".currentTime - 25) < 0.1 && !" + VIDEO + ".seeking", PATIENCE);
        var picture = "Math.floor(" + VIDEO + ".currentTime * 24)";
        int shown = ((Number) page.evaluate(picture)).intValue();
        page.keyboard().press(".");
        Browsers.until(page, picture + " === " + (shown + 1), PATIENCE);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("m");
        Browsers.until(page, VIDEO + ".muted && " + VIDEO + ".volume === 0.8", PATIENCE);

        page.keyboard().press("i");
        assertThat(page.getByTestId("player-stats")).isVisible();
        assertThat(page.locator("[data-stat=codecs]")).containsText("avc1.");
        page.keyboard().press("?");
        assertThat(page.getByTestId("player-keys")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("player-keys")).isHidden();

        watch(page, "");
        Browsers.until(page, VIDEO + ".muted && " + VIDEO + ".volume === 0.8", PATIENCE);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void whatDoesNotComeIsSaidAndCanBeTriedAgain() {
        var page = browsers.page();
        page.route(SEGMENTS, route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
        page.navigate(root.resolve("/watch/" + film + "?autoplay=1").toString());
        assertThat(page.getByTestId("player-error"))
                .containsText(
                        "could not be loaded",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis()));

        page.unroute(SEGMENTS);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))
                .click();
        Browsers.until(page, VIDEO + ".currentTime > 0.2", PATIENCE);
        assertThat(page.getByTestId("player-error")).isHidden();
        assertThat(browsers.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("status of 500"));
    }

    @Test
    void goesOnWhereOneStoppedUnlessTheLinkSaysWhere() {
        var page = watch(browsers.page(), "");
        page.evaluate(VIDEO + ".currentTime = 20");
        page.keyboard().press("k");
        Browsers.until(page, VIDEO + ".currentTime > 20.5 && !" + VIDEO + ".seeking", PATIENCE);

        watch(page, "");
        Browsers.until(page, VIDEO + ".currentTime >= 20 && " + VIDEO + ".currentTime < 25", PATIENCE);
        assertThat(page.getByTestId("player-note")).containsText("Goes on at 0:2");

        watch(page, "?t=0m31s");
        Browsers.until(page, VIDEO + ".currentTime === 31", PATIENCE);

        page.evaluate(VIDEO + ".currentTime = 39");
        page.keyboard().press("k");
        Browsers.until(page, VIDEO + ".ended", PATIENCE);
        watch(page, "");
        assertThat(((Number) page.evaluate(VIDEO + ".currentTime")).doubleValue())
                .as("who has seen it begins anew")
                .isZero();
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aChosenQualityIsKept() {
        var page = watch(browsers.page(), "?autoplay=1");
        choose(page, "Quality", Pattern.compile("240p"));
        Browsers.until(page, HEIGHT + " === '240'", PATIENCE);

        watch(page, "?autoplay=1");
        Browsers.until(page, HEIGHT + " === '240'", PATIENCE);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void anotherSoundIsHeard() {
        var page = watch(browsers.page(), "?autoplay=1");
        choose(page, "Sound", Pattern.compile("Deutsch"));

        Browsers.until(
                page, "Array.from(" + VIDEO + ".audioTracks).find(t => t.enabled).label === 'Deutsch'", PATIENCE);
        double now = ((Number) page.evaluate(VIDEO + ".currentTime")).doubleValue();
        Browsers.until(page, VIDEO + ".currentTime > " + (now + 1), PATIENCE);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void preferencesDecideOnCaptionsColoursAndDetails() {
        var page = browsers.page(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        page.context()
                .addCookies(List.of(new Cookie(
                                "millrace_preferences", "theme=dark&quality=240&captions=de&hide=checksum.renditions")
                        .setUrl(root.toString())));
        watch(page, "?t=31&autoplay=1");

        Browsers.until(page, WORDS + " === 'Zeile 6'", PATIENCE);
        Browsers.until(page, HEIGHT + " === '240'", PATIENCE);
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(16, 20, 23)");
        assertThat(page.getByTestId("details")).containsText("Duration");
        assertThat(page.getByTestId("details")).not().containsText("SHA-256");

        page.keyboard().press("c");
        Browsers.until(page, "(" + WORDS + ") === undefined", PATIENCE);
        page.keyboard().press("c");
        Browsers.until(page, "/^Zeile/.test(" + WORDS + ")", PATIENCE);
        page.keyboard().press("c");
        watch(page, "?t=31&autoplay=1");
        Browsers.until(page, VIDEO + ".currentTime > 31.5", PATIENCE);
        assertThat((boolean) page.evaluate("(" + WORDS + ") === undefined"))
                .as("switched off is switched off")
                .isTrue();
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void theShareDialogWritesLinksAndCode() {
        var page = watch(browsers.page(), "?t=12");
        Browsers.until(page, VIDEO + ".currentTime === 12", PATIENCE);
        page.getByTestId("share").click();

        page.locator("[data-share=at-on]").check();
        assertThat(page.locator("[data-share=link]")).hasValue(Pattern.compile("/watch/" + film + "\\?t=12$"));
        page.locator("[data-share=at]").fill("1:05");
        page.locator("[data-embed-flag=autoplay]").check();
        page.locator("[data-embed-flag=controls]").uncheck();
        assertThat(page.locator("[data-share=code]"))
                .hasValue(Pattern.compile("src=\"[^\"]*/embed/" + film
                        + "\\?autoplay=1&amp;controls=0&amp;muted=1&amp;start=65\" width=\"640\""));
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("share-dialog")).isHidden();
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void aLinkIsMadeOnceAndShownUntilItIsRemoved() {
        become("private");
        try {
            var page = watch(browsers.operatorsPage(new Browser.NewContextOptions()), "");
            page.getByTestId("share").click();

            page.evaluate("(form => [form.requestSubmit(), form.requestSubmit()])"
                    + "(document.querySelector('[data-share=add-link]'))");

            var links = page.locator("[data-share=open-links] button");
            assertThat(page.locator("[data-share=made-link]")).hasValue(Pattern.compile("\\?share="));
            assertThat(links).hasCount(1);
            assertThat(page.getByTestId("share-note")).containsText("Copy the link now");
            links.click();
            assertThat(page.locator("[data-share=made-link]")).isHidden();
            assertThat(browsers.complaints()).isEmpty();
        } finally {
            become("public");
        }
    }

    private static void become(String visibility) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("visibility", visibility))
                .patch("/api/videos/" + film)
                .then()
                .statusCode(200);
    }

    private Page watch(Page page, String query) {
        page.navigate(root.resolve("/watch/" + film + query).toString());
        Browsers.until(page, VIDEO + ".readyState >= 2", PATIENCE);
        return page;
    }

    private static void choose(Page page, String menu, Pattern item) {
        page.locator("media-settings-menu-button").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(menu))
                .click();
        page.getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName(item))
                .click();
    }
}
