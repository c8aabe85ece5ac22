package dev.millrace.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixty ways to smuggle a script into a page, in every text that people can write: all are shown, none runs. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class InertTextTest {

    private static final Path PAYLOADS = Path.of("src/test/resources/dev/millrace/browser/payloads.txt");

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private Person somebody;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        somebody = Person.with("admin");
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void noScriptRunsFromWhatPeopleWriteAboutVideos() throws IOException {
        var payloads = payloads();
        var videos = payloads.stream().map(this::video).toList();
        var page = page();

        for (int i = 0; i < videos.size(); i++) {
            page.navigate(root.resolve("/watch/" + videos.get(i)).toString());
            assertThat(page.locator(".watch-title").textContent())
                    .isEqualTo(payloads.get(i).strip());
            assertInert(page, payloads.get(i));
        }
        for (var path : List.of("/studio", "/studio/" + videos.get(0), "/admin", "/admin/storage", "/moderation")) {
            page.navigate(root.resolve(path).toString());
            assertInert(page, path);
        }
        page.navigate(root.toString());
        while (true) {
            page.waitForLoadState(LoadState.LOAD);
            assertInert(page, "library");
            if (page.getByTestId("next-page").count() == 0) {
                break;
            }
            page.getByTestId("next-page").click();
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void noScriptRunsFromNamesOfPeopleAndKeys() throws IOException {
        var page = page();
        for (var payload : payloads()) {
            var name = payload.length() > 80 ? payload.substring(0, 80) : payload;
            somebody.request()
                    .formParam("name", name)
                    .post("/account/name")
                    .then()
                    .statusCode(200);
            String key = somebody.request()
                    .contentType(ContentType.JSON)
                    .body(Map.of("name", name, "scopes", List.of("read")))
                    .post("/api/keys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            page.navigate(root.resolve("/account").toString());
            assertInert(page, payload);
            somebody.request().delete("/api/keys/" + key).then().statusCode(204);
        }
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void noScriptRunsFromAddresses() throws IOException {
        var page = page();
        for (var payload : payloads()) {
            var quoted = java.net.URLEncoder.encode(payload, StandardCharsets.UTF_8);
            for (var path : List.of("/login?next=", "/?q=", "/?tag=", "/?category=", "/setup?token=")) {
                page.navigate(root + path.substring(1) + quoted);
                assertInert(page, path + payload);
            }
        }
        assertThat(browsers.complaints().stream().filter(c -> !c.contains("status of 4")))
                .isEmpty();
    }

    private Page page() {
        var page = browsers.page(new Browser.NewContextOptions());
        Browsers.signIn(page, root, somebody);
        page.onDialog(dialog -> {
            page.evaluate("window.hit = 'dialog'");
            dialog.dismiss();
        });
        return page;
    }

    private static void assertInert(Page page, String payload) {
        assertThat(page.evaluate("window.hit ?? null")).as(payload).isNull();
    }

    private UUID video(String payload) {
        var id = Rows.video(somebody.id(), "ready");
        var tag = payload.length() > 50 ? payload.substring(0, 50) : payload;
        given().contentType(ContentType.JSON)
                .body(Map.of("title", payload, "description", payload, "tags", List.of(tag)))
                .patch("/api/videos/" + id)
                .then()
                .statusCode(200);
        somebody.request()
                .contentType(ContentType.JSON)
                .body(Map.of("text", payload))
                .post("/api/videos/" + id + "/comments")
                .then()
                .statusCode(201);
        return id;
    }

    private static List<String> payloads() throws IOException {
        var lines = Files.readAllLines(PAYLOADS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(60);
        return lines;
    }
}
