package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every page in both themes and all widths, with the content policy in force: nothing that axe-core finds against WCAG 2.2
 * AA, nothing wider than the window, no complaint on the console. A picture of each goes to {@code target/screenshots}, to
 * be looked at.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class EveryPageTest {

    private static final String LONG =
            "A title that goes on and on because its author could not stop, with Donaudampfschifffahrtsgesellschaftskapitän in it";
    private static final String RIGHT_TO_LEFT = "فيلم عن الصيف على شاطئ البحر";

    /** The hash of an empty text: axe-core gives elements an empty style, which the content policy refuses. */
    private static final String OF_NOTHING = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private static final int MANY_THREADS = 250;
    private static final int REPLIES = 3;

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private Person admin;
    private UUID video;
    private UUID bare;
    private UUID crowded;
    private UUID failed;
    private UUID queued;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        admin = Person.with("admin");
        video = film();
        bare = titled("ready", RIGHT_TO_LEFT, RIGHT_TO_LEFT, List.of("بحر", "sea"));
        crowded = titled("ready", "Talked about", "", List.of("sea"));
        failed = titled("failed", "Could not be made", "", List.of());
        queued = titled("queued", "Waits", "", List.of());
        Rows.comments(crowded, admin.id(), MANY_THREADS, REPLIES);
        comment(admin, "What a film! See 0:02 for the best of it.");
        comment(admin, RIGHT_TO_LEFT);
        String rude = comment(Person.with("viewer"), LONG.repeat(4));
        post(admin, "/api/comments/" + rude + "/report", Map.of("reason", "other", "note", LONG), 204);
        post(admin, "/api/categories", Map.of("name", "Films of the sea and of what lies behind it"), 201);
        post(admin, "/api/keys", Map.of("name", LONG.substring(0, 80), "scopes", List.of("read", "upload")), 201);
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void everyPageHoldsToTheRulesAndIsPictured() {
        var wrong = new ArrayList<String>();
        var ours = page();
        Browsers.signIn(ours, root, admin);
        ownPages().forEach((name, path) -> wrong.addAll(inspect(ours, name, path)));
        wrong.addAll(withOpenMenus(ours));
        var visitors = page();
        visitorsPages().forEach((name, path) -> wrong.addAll(inspect(visitors, name, path)));

        assertThat(wrong).isEmpty();
        assertThat(browsers.complaints())
                .allMatch(complaint -> complaint.contains("status of 404") || complaint.contains(OF_NOTHING));
    }

    /** What a page is called in pictures, and its path. */
    private Map<String, String> ownPages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("library", "/");
        pages.put("search", "/?q=sea");
        pages.put("search-empty", "/?q=nothing-of-the-kind");
        pages.put("upload", "/upload");
        pages.put("watch", "/watch/" + video);
        pages.put("watch-no-poster-no-comments", "/watch/" + bare);
        pages.put("watch-1000-comments", "/watch/" + crowded);
        pages.put("watch-failed", "/watch/" + failed);
        pages.put("watch-waiting", "/watch/" + queued);
        pages.put("account", "/account");
        pages.put("studio", "/studio");
        pages.put("studio-edit", "/studio/" + video);
        pages.put("studio-clip", "/studio/" + video + "/clip");
        pages.put("share", "/watch/" + video + "/share");
        pages.put("studio-failed", "/studio/" + failed);
        pages.put("studio-everybody", "/studio?all=1");
        pages.put("studio-deleted", "/studio/deleted");
        pages.put("admin", "/admin");
        pages.put("admin-storage", "/admin/storage");
        pages.put("admin-people", "/admin/people?q=" + admin.login());
        pages.put("admin-categories", "/admin/categories");
        pages.put("admin-site", "/admin/site");
        pages.put("moderation", "/moderation");
        pages.put("missing", "/nothing-here");
        return pages;
    }

    private Map<String, String> visitorsPages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("visitor-library", "/");
        pages.put("visitor-watch", "/watch/" + video);
        pages.put("visitor-embed", "/embed/" + video);
        pages.put("visitor-embed-missing", "/embed/" + UUID.randomUUID());
        pages.put("visitor-preferences", "/preferences");
        pages.put("visitor-login", "/login");
        pages.put("visitor-join", invitation());
        return pages;
    }

    private List<String> inspect(Page page, String name, String path) {
        page.navigate(root.resolve(path).toString());
        return Inspection.of(page, name);
    }

    /** The player's settings and what they lead to. */
    private List<String> withOpenMenus(Page page) {
        var wrong = new ArrayList<>(inspect(page, "watch-captions", "/watch/" + video));
        page.locator("media-settings-menu-button").click();
        wrong.addAll(Inspection.ofWhatIsOpen(page, "settings"));
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Captions"))
                .click();
        wrong.addAll(Inspection.ofWhatIsOpen(page, "settings of captions"));
        page.navigate(root.resolve("/watch/" + video).toString());
        page.getByTestId("share").click();
        wrong.addAll(Inspection.ofWhatIsOpen(page, "share dialog"));
        return wrong;
    }

    private Page page() {
        return browsers.page(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setReducedMotion(ReducedMotion.REDUCE));
    }

    private UUID film() {
        var service = new Service(root);
        var next = service.upload(Films.small(2));
        service.awaitState(next, "ready");
        write(next, "What comes next, by the same sea", "", List.of("sea"));
        var id = service.upload(Films.withWords());
        service.awaitState(id, "ready");
        write(
                id,
                LONG,
                "About the sea.\n" + "A long line of words. ".repeat(40),
                List.of("sea", "a tag of some length"));
        return id;
    }

    private UUID titled(String state, String title, String description, List<String> tags) {
        var id = Rows.video(admin.id(), state);
        write(id, title, description, tags);
        return id;
    }

    private static void write(UUID video, String title, String description, List<String> tags) {
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of("title", title, "description", description, "tags", tags))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200);
    }

    private String comment(Person author, String text) {
        return post(author, "/api/videos/" + video + "/comments", Map.of("text", text), 201);
    }

    /** The path of an invite's page. */
    private String invitation() {
        String url = RestAssured.given()
                .contentType("application/json")
                .body(Map.of("role", "uploader"))
                .post("/api/invites")
                .path("url");
        return URI.create(url).getPath();
    }

    private static String post(Person who, String path, Map<String, Object> body, int status) {
        var answer = who.request().contentType("application/json").body(body).post(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return status == 201 ? answer.path("id") : null;
    }
}
