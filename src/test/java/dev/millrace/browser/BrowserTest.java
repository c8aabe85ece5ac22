package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser, with the content policy in force. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class BrowserTest {

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
    void theUploadFormIsWholeWithoutScript() {
        var page = browsers.operatorsPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(service.resolve("/upload").toString());

        assertThat(page.getByTestId("upload-form")).hasAttribute("method", "post");
        assertThat(page.getByTestId("upload-form")).hasAttribute("enctype", "multipart/form-data");
        assertThat(page.locator("#file")).isVisible();
        assertThat(page.locator("#file")).hasAttribute("name", "file");
        assertThat(page.getByText("Drop videos here")).isHidden();
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void theUploadFormTakesSeveralFilesWithScript(@TempDir Path folder) throws Exception {
        var page = browsers.operatorsPage(new Browser.NewContextOptions());
        page.navigate(service.resolve("/upload").toString());

        page.locator("#file").setInputFiles(new Path[] {
            Files.writeString(folder.resolve("one.mp4"), "1"), Files.writeString(folder.resolve("two.mp4"), "22")
        });

        assertThat(page.locator("#chosen li")).hasCount(2);
        assertThat(page.locator("#submit")).hasText("Upload 2 videos");
        assertThat(page.locator("#title-field")).isHidden();
        page.locator("#file").setInputFiles(Files.writeString(folder.resolve("three.mp4"), "333"));
        assertThat(page.locator("#chosen li")).hasCount(3);
        page.locator("[name=tags]").fill("x".repeat(51));
        page.locator("#submit").click();
        assertThat(page.getByTestId("upload-row")).hasCount(0);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void anUploadThatBreaksIsTriedAgainWithWhatBelongsToIt(@TempDir Path folder) throws Exception {
        var page = browsers.operatorsPage(new Browser.NewContextOptions());
        page.navigate(service.resolve("/upload").toString());
        page.route("**/api/videos", Route::abort);
        page.locator("#file").setInputFiles(Files.writeString(folder.resolve("no-film.mp4"), "1"));
        page.locator("[name=title]").fill("The mill at dusk");
        page.locator("#submit").click();
        var row = page.getByTestId("upload-row");
        assertThat(row).containsText("The connection was lost");

        page.unroute("**/api/videos");
        row.getByTestId("again").click();

        assertThat(row.locator("[data-action=cancel]")).isHidden();
        assertThat(row.getByTestId("again")).isHidden();
        assertThat(row).not().containsText("The connection was lost");
        assertThat(row.locator(".row-title")).hasText("The mill at dusk");
    }

    @Test
    void anUploadGoesOnWithTheSessionOfSomebodyWhoSignedInAnew(@TempDir Path folder) throws Exception {
        var person = Person.with("uploader");
        var page = browsers.page();
        Browsers.signIn(page, service, person);
        page.navigate(service.resolve("/upload").toString());
        page.context().clearCookies();
        page.locator("#file").setInputFiles(Files.writeString(folder.resolve("no-film.mp4"), "1"));
        page.locator("#submit").click();
        var row = page.getByTestId("upload-row");
        assertThat(row.getByTestId("sign-in-instead")).isVisible();

        Browsers.signIn(page, service, Person.signIn(person.id(), person.login()));
        row.getByTestId("again").click();

        assertThat(row).hasAttribute("data-state", Pattern.compile("queued|processing|failed"));
        assertThat(row.getByTestId("again")).isHidden();
        assertThat(row.getByTestId("sign-in-instead")).isHidden();
        assertThat(Person.signIn(person.id(), person.login())
                        .request()
                        .get("/studio")
                        .asString())
                .containsOnlyOnce("data-testid=\"work\"");
    }

    @Test
    void aWatermarkThatIsFoldedAwayIsOpenedWhereItIsWrong(@TempDir Path folder) throws Exception {
        var page = browsers.operatorsPage(new Browser.NewContextOptions());
        page.navigate(service.resolve("/upload").toString());
        page.evaluate("document.querySelector('[name=watermarkWidth]').value = '99'");
        page.locator("#file").setInputFiles(Files.writeString(folder.resolve("no-film.mp4"), "1"));

        page.locator("#submit").click();

        assertThat(page.getByTestId("watermark")).hasAttribute("open", "");
        assertThat(page.locator("[name=watermarkWidth]")).isFocused();
        assertThat(page.getByTestId("upload-row")).hasCount(0);
    }

    @Test
    void aPageThatFollowsTheWorkSaysWhyItDoesNot() {
        var page = browsers.page();
        Browsers.signIn(page, service, Person.with("admin"));
        page.navigate(service.resolve("/admin").toString());
        var standstill = page.getByTestId("standstill");
        var button = page.locator("[data-action=refresh]");

        page.route("**/admin", Route::abort);
        button.click();
        button.click(); // asks at once
        assertThat(standstill).containsText("The service cannot be reached.");

        page.unroute("**/admin");
        page.context().clearCookies();
        button.click();
        assertThat(standstill).isEmpty();
        button.click();
        assertThat(standstill).containsText("You are signed out");
        assertThat(standstill.getByRole(AriaRole.LINK)).hasAttribute("href", "/login?next=%2Fadmin");
    }

    @Test
    void anUnknownVideoHasAWayBackToTheLibrary() {
        var page = browsers.operatorsPage(new Browser.NewContextOptions());
        var response =
                page.navigate(service.resolve("/watch/" + UUID.randomUUID()).toString());

        assertThat(response.status()).isEqualTo(404);
        assertThat(page.getByTestId("error")).containsText("404");
        page.getByTestId("error").getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(service.toString());
    }

    /** Another port of the same machine is the same site to a browser: it sends the cookie along. */
    @Test
    void aFormOnSomebodyElsesPageChangesNothing() throws Exception {
        var somebody = Person.with("viewer");
        var action = service.resolve("/account/name?csrf=" + somebody.csrf());
        try (var elsewhere = ForeignPage.with("<form method=post action=\"" + action
                + "\"><input name=name value=Mallory><button>Win a prize</button></form>")) {
            var page = browsers.page();
            Browsers.signIn(page, service, somebody);
            page.navigate(elsewhere.address());

            var answer = page.waitForResponse(
                    "**/account/name*", () -> page.locator("button").click());

            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(somebody.request().get("/account").asString()).doesNotContain("Mallory");
    }

    @ParameterizedTest(name = "{0} at {1} px")
    @CsvSource({"/, 3840", "/upload, 3840"})
    void nothingIsWiderThanTheWindow(String path, int width) {
        var page = browsers.operatorsPage(new Browser.NewContextOptions().setViewportSize(width, 800));
        page.navigate(service.resolve(path).toString());

        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }
}
