package dev.millrace.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import dev.millrace.browser.Browsers;
import dev.millrace.browser.Inspection;
import dev.millrace.service.Films;
import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first minutes with Millrace: from the link in the log to a film that plays, by hand. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SetUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "a password of some length";
    private static final String VIDEO = "document.querySelector('media-controller video')";

    @TestHTTPResource("/")
    URI root;

    @Inject
    StartupReport report;

    @Inject
    EntityManager database;

    private final String login = "first-" + UUID.randomUUID();
    private List<?> admins;
    private Browsers browsers;

    /** A service without an administrator is one that nobody has set up. */
    @BeforeEach
    void nobodyIsThereYet() {
        browsers = Browsers.open();
        admins = QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "update account set role = 'viewer' where role = 'admin' returning id", UUID.class)
                .getResultList());
    }

    @AfterEach
    void othersComeBack() {
        if (browsers != null) {
            browsers.close();
        }
        if (admins != null) {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery("update account set role = 'admin' where id = any(:ids)")
                            .setParameter("ids", admins.toArray(UUID[]::new))
                            .executeUpdate());
        }
    }

    @Test
    void theLinkInTheLogLeadsToTheFirstFilm() throws SQLException {
        var page = browsers.page();
        var link = link();
        page.navigate(link);
        assertThat(Inspection.of(page, "visitor-setup")).isEmpty();
        page.getByLabel("Name to sign in with").fill(login);
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("main button").click();

        assertThat(page).hasURL(root.resolve("/upload").toString());
        page.locator("#file").setInputFiles(Films.small(9));
        page.locator("#submit").click();
        assertThat(page.getByTestId("watch-link"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE.toMillis()));
        page.getByTestId("watch-link").click();
        Browsers.until(page, VIDEO + " !== null && " + VIDEO + ".currentTime > 0.5", PATIENCE);
        assertThat(browsers.complaints()).isEmpty();

        assertThat(report.lines()).noneMatch(line -> line.contains("/setup?token="));
        assertThat(page.navigate(link).status()).as("the link works once").isEqualTo(409);
        signOutAndIn(page);
    }

    private void signOutAndIn(Page page) {
        page.navigate(root.toString());
        page.getByTestId("me").locator("summary").click();
        page.getByTestId("sign-out").click();
        assertThat(page.getByTestId("me")).hasCount(0);

        page.navigate(root.resolve("/studio").toString());
        page.getByLabel("Name").fill(login);
        page.getByLabel("Password").fill("not " + PASSWORD);
        page.getByTestId("login").locator("button").click();
        assertThat(page.locator("[role=alert]")).containsText("do not belong together");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByTestId("login").locator("button").click();
        assertThat(page)
                .hasURL(
                        Pattern.compile("/studio$"),
                        new PageAssertions.HasURLOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.getByTestId("work").first()).isVisible();
    }

    /** As the log says it, at the address of this test. */
    private String link() throws SQLException {
        var line = report.lines().stream()
                .filter(l -> l.contains("set up"))
                .findFirst()
                .orElseThrow();
        return root.resolve(line.substring(line.indexOf("/setup"))).toString();
    }
}
