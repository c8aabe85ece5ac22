package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A film that was for everybody and is not any more, on the pages of those who watch it and of who decides. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PrivateFilmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIDEO = "document.querySelector('media-controller video')";

    private static final int SECONDS = 20;

    /** All but the first two. */
    private static final Pattern LATER_SEGMENTS = Pattern.compile(".*/([2-9]|\\d\\d)\\.m4s$");

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private UUID film;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        var service = new Service(root);
        film = service.upload(Films.small(SECONDS));
        service.awaitState(film, "ready");
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void goingPrivateStopsWhoWatchesAndALinkLetsThemInAgain() {
        var viewer = browsers.page();
        var later = new ArrayList<Route>(); // a player loads a short film to its end before an owner can think
        viewer.route(LATER_SEGMENTS, later::add);
        watch(viewer, "/watch/" + film + "?autoplay=1");
        var owner = browsers.page();
        Browsers.signIn(owner, root, Person.with("admin"));
        makePrivate(owner);

        viewer.unroute(LATER_SEGMENTS);
        later.forEach(Route::resume);
        assertThat(viewer.getByTestId("player-error"))
                .containsText(
                        "not for you any more",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(viewer.reload().status()).isEqualTo(404);

        var link = makeLink(owner);
        watch(viewer, link.substring(link.indexOf("/watch/")) + "&autoplay=1");
        Browsers.until(viewer, VIDEO + ".currentTime > 0.5", PATIENCE);

        takeLinkBack(owner);
        assertThat(viewer.reload().status()).as("with the cookie of the link").isEqualTo(404);
        assertThat(viewer.navigate(link).status()).as("the link itself").isEqualTo(404);
        assertThat(browsers.complaints()).allMatch(complaint -> complaint.contains("status of 404"));
    }

    private void watch(Page page, String path) {
        page.navigate(root.resolve(path).toString());
        Browsers.until(page, VIDEO + ".currentTime > 0.2", PATIENCE);
    }

    private void makePrivate(Page owner) {
        owner.navigate(root.resolve("/studio/" + film).toString());
        owner.getByLabel("Who may see it").selectOption("private");
        owner.getByTestId("save").click();
        assertThat(owner.getByTestId("done")).hasText("Your changes are saved.");
        Awaitility.await("the address that everybody had is closed")
                .pollInterval(Duration.ofMillis(20))
                .until(() -> given().header(Operator.NOBODY, "")
                                .get("/v/" + film + "/index.m3u8")
                                .statusCode()
                        == 404);
    }

    private String makeLink(Page owner) {
        owner.navigate(root.resolve("/watch/" + film).toString());
        owner.getByTestId("share").click();
        owner.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create link"))
                .click();
        var made = owner.locator("[data-share=made-link]");
        assertThat(made).isVisible();
        return made.inputValue();
    }

    private void takeLinkBack(Page owner) {
        owner.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove this link"))
                .click();
        assertThat(owner.getByText("There are no links.")).isVisible();
    }
}
