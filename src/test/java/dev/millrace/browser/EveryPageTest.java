package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every page in both themes and several widths: nothing that axe-core finds against WCAG 2.2 AA, nothing wider than the
 * window, no complaint on the console. A picture of each goes to {@code target/screenshots}, to be looked at.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class EveryPageTest {

    private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int[] WIDTHS = {360, 1280};
    private static final int[] PICTURED = {390, 1280, 1920};

    private static final String LONG =
            "A title that goes on and on because its author could not stop, with Donaudampfschifffahrtsgesellschaftskapitän in it";
    private static final String RIGHT_TO_LEFT = "فيلم عن الصيف على شاطئ البحر";

    /** Runs axe and tells what it found, a line each. */
    private static final String FINDINGS =
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const result = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return result.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' — ' + n.failureSummary));
            }""";

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private Person admin;
    private UUID video;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        admin = Person.with("admin");
        var service = new Service(root);
        video = service.upload(Films.small(4));
        service.awaitState(video, "ready");
        write(
                video,
                LONG,
                "About the sea.\n" + "A long line of words. ".repeat(40),
                List.of("sea", "a tag of some length"));
        comment("What a film! See 0:02 for the best of it.");
        comment(RIGHT_TO_LEFT);
        comment(LONG.repeat(4));
        write(insert("ready"), RIGHT_TO_LEFT, RIGHT_TO_LEFT, List.of("بحر"));
        write(insert("failed"), "Could not be made", "", List.of());
        write(insert("queued"), "Waits", "", List.of());
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void holdsToTheRulesInBothThemes() throws IOException {
        var axe = Files.readString(AXE);
        var wrong = new ArrayList<String>();
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : WIDTHS) {
                for (var visit : visits().entrySet()) {
                    var page = page(theme, width, visit.getKey());
                    page.navigate(root.resolve(visit.getValue()).toString());
                    page.waitForLoadState(LoadState.LOAD);
                    var where = visit.getKey() + " " + theme + " " + width + ": ";
                    page.evaluate(axe);
                    ((List<?>) page.evaluate(FINDINGS)).forEach(finding -> wrong.add(where + finding));
                    if (page.content().contains("NOT_FOUND")) { // what a template shows for a value it does not know
                        wrong.add(where + "has a value that does not exist");
                    }
                    int scrolled = (int) page.evaluate("document.documentElement.scrollWidth");
                    if (scrolled > width) {
                        wrong.add(where + "is " + scrolled + " wide");
                    }
                    page.context().close();
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(browsers.complaints().stream().filter(c -> !c.contains("404")))
                .isEmpty();
    }

    @Test
    void isPictured() throws IOException {
        Files.createDirectories(PICTURES);
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : PICTURED) {
                for (var visit : visits().entrySet()) {
                    var page = page(theme, width, visit.getKey());
                    page.navigate(root.resolve(visit.getValue()).toString());
                    page.waitForLoadState(LoadState.LOAD);
                    var name = visit.getKey() + "-" + width + "-" + theme.name().toLowerCase(java.util.Locale.ROOT)
                            + ".png";
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(PICTURES.resolve(name))
                            .setFullPage(true));
                    page.context().close();
                }
            }
        }

        try (var pictures = Files.list(PICTURES)) {
            assertThat(pictures.count()).isGreaterThanOrEqualTo(6L * visits().size());
        }
    }

    /** What a page is called in pictures, and its path; a name that begins with {@code visitor} is seen signed out. */
    private Map<String, String> visits() {
        return Map.ofEntries(
                Map.entry("library", "/"),
                Map.entry("search", "/?q=sea"),
                Map.entry("search-empty", "/?q=nothing-of-the-kind"),
                Map.entry("upload", "/upload"),
                Map.entry("watch", "/watch/" + video),
                Map.entry("account", "/account"),
                Map.entry("studio", "/studio"),
                Map.entry("studio-edit", "/studio/" + video),
                Map.entry("studio-clip", "/studio/" + video + "/clip"),
                Map.entry("share", "/watch/" + video + "/share"),
                Map.entry("studio-deleted", "/studio/deleted"),
                Map.entry("admin", "/admin"),
                Map.entry("admin-storage", "/admin/storage"),
                Map.entry("admin-people", "/admin/people"),
                Map.entry("admin-categories", "/admin/categories"),
                Map.entry("admin-site", "/admin/site"),
                Map.entry("moderation", "/moderation"),
                Map.entry("visitor-library", "/"),
                Map.entry("visitor-watch", "/watch/" + video),
                Map.entry("visitor-embed", "/embed/" + video),
                Map.entry("visitor-preferences", "/preferences"),
                Map.entry("visitor-login", "/login"),
                Map.entry("missing", "/nothing-here"));
    }

    private Page page(ColorScheme theme, int width, String name) {
        var page = browsers.page(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(theme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBypassCSP(true)); // axe is put into the page
        if (!name.startsWith("visitor")) {
            Browsers.signIn(page, root, admin);
        }
        return page;
    }

    private UUID insert(String state) {
        return dev.millrace.testing.Rows.video(admin.id(), state);
    }

    private void comment(String text) {
        admin.request()
                .contentType("application/json")
                .body(Map.of("text", text))
                .post("/api/videos/" + video + "/comments")
                .then()
                .statusCode(201);
    }

    private static void write(UUID video, String title, String description, List<String> tags) {
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(Map.of("title", title, "description", description, "tags", tags))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200);
    }
}
