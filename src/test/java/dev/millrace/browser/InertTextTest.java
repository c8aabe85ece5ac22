package dev.millrace.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sixty ways to smuggle a script into a page, in every text that people can write: all are shown, none runs. Where a field
 * holds several, they come together; that the whole text is shown as it was written proves that none of them broke out.
 */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class InertTextTest {

    private static final String ALL = String.join(" ", Payloads.all());

    @TestHTTPResource("/")
    URI root;

    @Inject
    EntityManager database;

    private Browsers browsers;
    private Person somebody;
    private Page page;
    private Trapped trapped;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        somebody = Person.with("admin");
        page = browsers.page(new Browser.NewContextOptions());
        Browsers.signIn(page, root, somebody);
        trapped = new Trapped(page, root);
    }

    @AfterEach
    void close() {
        given().contentType(ContentType.JSON).body(Map.of("site.name", "")).patch("/api/site");
        run("delete from category where name = any(?1)", (Object)
                Payloads.inPieces(100).toArray(String[]::new));
        if (browsers != null) {
            browsers.close();
        }
    }

    /** Titles, descriptions, tags, categories, file names, comments and what is reported about them. */
    @Test
    void noScriptRunsFromWhatPeopleWriteAboutVideos() {
        var categories = Payloads.inPieces(100);
        categories.forEach(name -> api("POST", "/api/categories", Map.of("name", name), 201));
        for (var title : Payloads.inPieces(200)) {
            var video = video(title, categories.get(title.length() % categories.size()));
            trapped.visit("/watch/" + video);
            assertThat(page.locator(".watch-title").textContent()).isEqualTo(title);
            assertThat(page.locator(".watch-description").textContent()).isEqualTo(ALL);
            assertThat(page.getByTestId("comment-text").first().textContent()).isEqualTo(title);
            trapped.visit("/studio/" + video);
            trapped.visit("/embed/" + video);
        }
        for (var path : List.of("/studio", "/admin", "/admin/storage", "/admin/categories", "/upload", "/moderation")) {
            trapped.visit(path);
        }
        assertThat(page.getByTestId("report").count()).isPositive();
        trapped.visit("/");
        while (page.getByTestId("next-page").count() > 0) {
            trapped.visit(page.getByTestId("next-page").getAttribute("href"));
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void noScriptRunsFromCaptions() {
        var video = Rows.video(somebody.id(), "ready");
        var cues = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < Payloads.all().size(); i++) {
            cues.append("\n00:%02d:00.000 --> 00:%02d:01.000\nword %s\n"
                    .formatted(i / 2, i / 2, Payloads.all().get(i).replace("-->", "--")));
        }
        for (var label : Payloads.inPieces(100)) {
            somebody.request()
                    .multiPart("file", "words.vtt", cues.toString().getBytes(StandardCharsets.UTF_8))
                    .multiPart("language", "en")
                    .multiPart("label", label, "text/plain; charset=utf-8")
                    .post("/api/videos/" + video + "/captions")
                    .then()
                    .statusCode(201);
        }

        trapped.visit("/studio/" + video);
        assertThat(page.getByTestId("captions").locator("strong").allTextContents())
                .containsAll(Payloads.inPieces(100));
        trapped.visit("/watch/" + video);
        for (var word : List.of("word", "script", "onerror", "window.hit")) {
            trapped.visit("/?q=" + word);
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    /** Of people, their keys, whom a video is shared with, and of the whole site. */
    @Test
    void noScriptRunsFromNames() {
        var shared = Rows.video(somebody.id(), "ready");
        api("PATCH", "/api/videos/" + shared, Map.of("visibility", "private"), 200);
        for (var name : Payloads.inPieces(80)) {
            api("POST", "/api/keys", Map.of("name", name, "scopes", List.of("read")), 201);
            api("PUT", "/api/videos/" + shared + "/shares/" + named(name), Map.of(), 200);
        }
        trapped.visit("/admin/people?q=named-");
        trapped.visit("/watch/" + shared);
        page.getByTestId("share").click();
        page.locator("[data-share=persons] button").first().waitFor();
        trapped.assertInert("the list of those it is shared with");
        for (var name : Payloads.inPieces(60)) {
            somebody.request()
                    .contentType("application/x-www-form-urlencoded; charset=utf-8")
                    .formParam("name", name)
                    .post("/account/name")
                    .then()
                    .statusCode(200);
            api("PATCH", "/api/site", Map.of("site.name", name), 200);
            trapped.visit("/account");
            assertThat(page.locator("input[name=name]").first().inputValue()).isEqualTo(name);
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void noScriptRunsFromAddresses() {
        var video = Rows.video(somebody.id(), "ready");
        for (var payload : Payloads.all()) {
            trapped.visit("/?" + query(payload, "q", "tag", "category", "sort", "cursor"));
            trapped.visit("/embed/" + video + "?"
                    + query(payload, "colour", "color", "poster", "title", "start", "t", "autoplay", "loop", "muted"));
        }
        for (var some : Payloads.inPieces(500)) {
            trapped.visit("/setup?" + query(some, "token"));
            trapped.visit("/studio?" + query(some, "q", "state", "done"));
            trapped.visit("/admin/people?" + query(some, "q"));
            trapped.visit("/admin/site?" + query(some, "done"));
            trapped.visit("/account?" + query(some, "changed"));
            trapped.visit("/preferences?" + query(some, "saved"));
            trapped.visit("/moderation?" + query(some, "state"));
            trapped.visit("/watch/" + video + "?" + query(some, "t", "thread", "sort"));
        }
        page.context().clearCookies(); // who is signed in is led on from these
        for (var some : Payloads.inPieces(500)) {
            trapped.visit("/login?" + query(some, "next"));
            trapped.visit(
                    "/join/" + URLEncoder.encode(some, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        assertThat(browsers.complaints()).allMatch(c -> c.contains("status of 4"));
    }

    /** The list of the API has scripts of its own, and a policy that lets those alone run. */
    @Test
    void theListOfTheApiRunsUnderItsPolicy() {
        trapped.visit("/q/swagger-ui/");
        page.locator(".opblock").first().waitFor();

        assertThat(browsers.complaints()).isEmpty();
    }

    /** What a form shows again because something was wrong with it. */
    @Test
    void noScriptRunsFromWhatIsSentBack() {
        var video = Rows.video(somebody.id(), "ready");
        String invite = api("POST", "/api/invites", Map.of("role", "viewer"), 201);
        sentBack("/studio/" + video, "form[data-testid=edit-form]", "title", "description", "category", "tags");
        sentBack("/studio/" + video, "form[data-testid=captions-form]", "language", "label");
        sentBack("/admin/site", "form[data-testid=site-form]", "name", "colour", "origins");
        sentBack("/admin/categories", "form[data-testid=new-category]", "name");
        sentBack("/account", "form[action^='/account/name']", "name");
        sentBack("/account", "form[data-testid=new-key]", "name");
        sentBack("/watch/" + video, "form[data-testid=new-comment]", "text");
        page.context().clearCookies(); // these two are for who is not signed in
        sentBack(URI.create(invite).getPath(), "form[data-testid=join]", "login", "name");
        sentBack("/login", "form[data-testid=login]", "login", "next");
        assertThat(browsers.complaints()).allMatch(c -> c.contains("status of 4"));
    }

    /** Fills all texts of a form with everything there is, and sends it past the checks of the browser. */
    private void sentBack(String path, String form, String... fields) {
        page.navigate(root.resolve(path).toString());
        var fill = List.of(fields).stream()
                .map(field -> "form.elements['%s'].value = text;".formatted(field))
                .collect(Collectors.joining());
        var loaded = new AtomicBoolean();
        Consumer<Page> listener = p -> loaded.set(true);
        page.onLoad(listener);
        page.evaluate(
                "([where, text]) => { const form = document.querySelector(where); %s HTMLFormElement.prototype.submit.call(form); }"
                        .formatted(fill),
                List.of(form, ALL + " " + ALL));
        page.waitForCondition(loaded::get);
        page.offLoad(listener);
        trapped.assertInert("sent back from " + path);
    }

    private static String query(String text, String... names) {
        return List.of(names).stream()
                .map(name -> name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private UUID video(String title, String category) {
        var id = Rows.video(somebody.id(), "ready");
        var tags = Payloads.all().stream()
                .filter(payload -> title.contains(payload))
                .map(payload -> payload.length() > 50 ? payload.substring(0, 50) : payload)
                .toList();
        api(
                "PATCH",
                "/api/videos/" + id,
                Map.of("title", title, "description", ALL, "tags", tags, "category", category),
                200);
        api("POST", "/api/videos/" + id + "/comments", Map.of("text", title), 201);
        run("update video set file_name = ?2 where id = ?1", id, title);
        run(
                """
                insert into comment_report (id, comment_id, reporter_id, reason, note, created_at)
                select gen_random_uuid(), id, ?2, 'other', body, now() from comment where video_id = ?1""",
                id,
                somebody.id());
        return id;
    }

    /** Makes an account with a display name, and returns what it signs in with. */
    private String named(String name) {
        var login = "named-" + UUID.randomUUID();
        run(
                "insert into account (id, login, name, password, role) values (gen_random_uuid(), ?1, ?2, 'none', 'viewer')",
                login,
                name);
        return login;
    }

    /** Returns the address or the id that the answer names. */
    private String api(String method, String path, Map<String, ?> body, int status) {
        var answer = somebody.request().contentType(ContentType.JSON).body(body).request(method, path);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.asString())
                .isEqualTo(status);
        return path.equals("/api/invites") ? answer.path("url") : null;
    }

    private void run(String sql, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            query.executeUpdate();
        });
    }
}
