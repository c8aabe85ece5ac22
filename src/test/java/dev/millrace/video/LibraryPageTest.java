package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.millrace.category.CategoryView;
import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.VideoView.Moment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class LibraryPageTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final LibraryView ALL = new LibraryView(null, null, null, VideoSort.NEWEST, true);

    @Test
    void anEmptyLibrarySaysSo() {
        assertThat(page(ALL, null)).contains("data-testid=\"empty\"").doesNotContain("type=\"search\"");
    }

    @Test
    void aReadyVideoShowsItsPosterLengthViewsAndAge() {
        assertThat(page(ALL, null, VideoPagesTest.ready("A film")))
                .contains("data-state=\"ready\"", "12:34", "1 view", "3 hours ago")
                .contains("/poster/320.webp 320w", "/poster/640.jpg", "width=\"640\" height=\"360\"")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void aFailedVideoShowsItsReason() {
        var failed = VideoPagesTest.video(
                "Broken", VideoState.FAILED, false, new VideoView.Failure("corrupt_source", "It is cut off."));

        assertThat(page(ALL, null, failed)).contains("data-state=\"failed\"", "It is cut off.");
    }

    @Test
    void linksKeepWhatTheyDoNotChange() {
        var view = new LibraryView("wa & ter", "Films", "mill", VideoSort.TITLE, true);

        assertThat(page(view, "a=b", VideoPagesTest.ready("A film")))
                .contains("href=\"/?q=wa+%26+ter&amp;category=Films&amp;tag=mill&amp;sort=title&amp;cursor=a%3Db\"")
                .contains("href=\"/?q=wa+%26+ter&amp;tag=mill&amp;sort=title\"")
                .contains("href=\"/?q=wa+%26+ter&amp;category=Films&amp;tag=mill&amp;sort=longest\"")
                .contains(
                        "name=\"category\" value=\"Films\"",
                        "name=\"tag\" value=\"mill\"",
                        "name=\"sort\" value=\"title\"");
    }

    @Test
    void aSearchShowsWhereItsWordsAreSaid() {
        var video =
                VideoPagesTest.ready("A film").said(List.of(new Moment(83.9, "The <b>miller</b> speaks", "s0", "en")));

        assertThat(page(new LibraryView("miller", null, null, VideoSort.RELEVANCE, true), null, video))
                .contains("?t=83\"", "1:23", "<mark>miller</mark>", "&lt;b&gt;")
                .contains("Results for", "Best match");
    }

    @Test
    void aSearchInVainSaysSoOnce() {
        given().header(Operator.NOBODY, "")
                .get("/?q=nothing" + UUID.randomUUID())
                .then()
                .body(containsString("<h1>Nothing found for "), not(containsString("results-title")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=", "tag=", "category="})
    void whatIsNotFoundLeadsOn(String parameter) {
        given().header(Operator.NOBODY, "")
                .get("/?" + parameter + "nothing" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body(containsString("data-testid=\"nothing\""));
    }

    @Test
    void aStrangeOrderIsAPageThatSaysSo() {
        given().accept("text/html").get("/?sort=colour").then().statusCode(400).contentType("text/html");
        given().accept("text/html").get("/?cursor=x").then().statusCode(400).contentType("text/html");
    }

    @Test
    void whatSomebodyTypesIsTextNotMarkup() {
        given().queryParam("q", "\"><script>alert(1)</script>")
                .get("/")
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.not(containsString("<script>alert")));
    }

    private static String page(LibraryView view, String next, VideoView... videos) {
        var categories = List.of(new CategoryView(UUID.randomUUID(), "Films"));
        return new LibraryPages.LibraryPage(new VideoPage(List.of(videos), next), view, categories, NOW).render();
    }
}
