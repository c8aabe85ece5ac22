package dev.millrace.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.WorkNews;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class StudioPagesTest {

    private static final String SUBTITLES = "1\n00:00:00,000 --> 00:00:01,000\nHello\n";

    @Inject
    Shelf shelf;

    @Inject
    WorkNews news;

    private Person owner;

    @BeforeEach
    void somebodyComes() {
        owner = Person.with("uploader");
    }

    @Test
    void theListShowsOnesOwnVideosInAllStatesAndNobodyElses() {
        shelf.put("Mine and ready", owner, "ready");
        shelf.put("Mine and queued", owner, "queued");
        shelf.put("Mine and failed", owner, "failed");
        shelf.put("Somebody else’s", Person.with("uploader"), "ready");

        var page = owner.request().get("/studio?all=1").asString();

        assertThat(page)
                .contains(
                        "Mine and ready",
                        "Mine and queued",
                        "Next in the queue.",
                        "Mine and failed",
                        "The engine died.")
                .doesNotContain("Somebody else");
        assertThat(Person.with("admin").request().get("/studio?all=1").asString())
                .contains("Mine and ready", "Somebody else");
    }

    @Test
    void theListIsNarrowedByStateAndTitle() {
        shelf.put("A 100% mill", owner, "ready");
        shelf.put("A broken mill", owner, "failed");
        shelf.put("A race", owner, "failed");

        assertThat(owner.request().get("/studio?state=failed&q=MILL").asString())
                .contains("A broken mill")
                .doesNotContain("A 100% mill", "A race");
        assertThat(owner.request().queryParam("q", "0%").get("/studio").asString())
                .contains("A 100% mill")
                .doesNotContain("A race");
        assertThat(owner.request()
                        .get("/studio?state=nonsense&q=nothing-like-that")
                        .asString())
                .contains("No video matches.");
    }

    @Test
    void moreVideosAreOnTheNextPage() {
        for (int i = 0; i < 25; i++) {
            shelf.put("Number " + i + ".", owner, "ready");
        }
        var first = owner.request().get("/studio").asString();
        assertThat(first).contains("Number 24.").doesNotContain("Number 0.");

        var next = first.replaceAll("(?s).*href=\"(/studio[^\"]*cursor=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(owner.request().urlEncodingEnabled(false).get(next).asString())
                .contains("Number 0.")
                .doesNotContain("Number 24.");
    }

    @Test
    void aPageAsksTheSameNumberOfQuestionsHoweverManyVideosThereAre() {
        shelf.put("One", owner, "queued");
        long one = shelf.statements(() -> owner.request().get("/studio").then().statusCode(200));
        for (int i = 0; i < 23; i++) {
            shelf.put("Another " + i, owner, i % 2 == 0 ? "queued" : "failed");
        }

        assertThat(shelf.statements(() -> owner.request().get("/studio").then().statusCode(200)))
                .isEqualTo(one);
    }

    @Test
    void whatAVideoSaysIsChangedByAPlainForm() {
        var video = shelf.put("Before", owner, "ready");

        owner.request()
                .redirects()
                .follow(false)
                .formParam("title", "After <script>")
                .formParam("description", "Two\nlines")
                .formParam("visibility", "private")
                .formParam("category", "")
                .formParam("tags", "sea, summer , sea")
                .post("/studio/" + video)
                .then()
                .statusCode(303)
                .header("Location", containsString("/studio/" + video + "?done=saved"));

        owner.request()
                .get("/api/videos/" + video)
                .then()
                .body("title", equalTo("After <script>"))
                .body("visibility", equalTo("private"))
                .body("tags", equalTo(List.of("sea", "summer")));
        assertThat(owner.request().get("/studio/" + video + "?done=saved").asString())
                .contains("Your changes are saved.", "value=\"After &lt;script&gt;\"", "sea, summer")
                .doesNotContain("After <script>");
    }

    @Test
    void aFormThatIsWrongComesBackWithWhatWasWritten() {
        var video = shelf.put("Kept", owner, "ready");

        owner.request()
                .formParam("title", " ")
                .formParam("description", "not lost")
                .formParam("visibility", "public")
                .post("/studio/" + video)
                .then()
                .statusCode(400)
                .body(containsString("The title must not be blank."))
                .body(containsString("not lost"));
        owner.request()
                .formParam("t", "soon")
                .post("/studio/" + video + "/poster")
                .then()
                .statusCode(400)
                .body(containsString("The moment must be written like 12.5 or 1:30."));
        owner.request()
                .multiPart("language", "no language")
                .multiPart("label", "My label")
                .multiPart("kind", "sdh")
                .multiPart(
                        "file",
                        "words.srt",
                        "1\n00:00:01,000 --> 00:00:02,000\nHello\n".getBytes(StandardCharsets.UTF_8))
                .post("/studio/" + video + "/captions")
                .then()
                .statusCode(400)
                .body(containsString("The language must be a language tag"))
                .body(containsString("value=\"no language\""), containsString("value=\"My label\""))
                .body(containsString("<option value=\"sdh\" selected>"))
                .body(containsString("data-page=\"/studio/" + video + "\""));
        owner.request()
                .formParam("t", "1")
                .post("/studio/" + video + "/poster")
                .then()
                .statusCode(409)
                .body(containsString("A poster can be chosen once the video is ready"));
    }

    @Test
    void aFormThatWasDrawnEarlierChangesOnlyWhatSomebodyChangedOnIt() {
        var video = shelf.put("Opened twice", owner, "ready");
        owner.request()
                .formParam("visibility", "private")
                .post("/studio/" + video)
                .then()
                .statusCode(200);

        owner.request()
                .formParam("title", "Opened twice")
                .formParam("was-title", "Opened twice")
                .formParam("description", "One\r\ntwo")
                .formParam("was-description", "")
                .formParam("visibility", "public")
                .formParam("was-visibility", "public")
                .formParam("tags", "")
                .formParam("was-tags", "")
                .post("/studio/" + video)
                .then()
                .statusCode(200)
                .body(containsString("name=\"was-visibility\" value=\"private\""));

        owner.request()
                .get("/api/videos/" + video)
                .then()
                .body("visibility", equalTo("private"))
                .body("description", equalTo("One\ntwo"));
    }

    @Test
    void aFormThatComesBackShowsWhatIsStoredByNowWhereNothingWasChanged() {
        var video = shelf.put("Opened twice", owner, "ready");
        owner.request().formParam("visibility", "private").post("/studio/" + video);

        owner.request()
                .formParam("title", " ")
                .formParam("was-title", "Opened twice")
                .formParam("visibility", "public")
                .formParam("was-visibility", "public")
                .post("/studio/" + video)
                .then()
                .statusCode(400)
                .body(containsString("name=\"was-visibility\" value=\"private\""))
                .body(containsString("<option value=\"private\" selected>"));
    }

    @Test
    void aCategoryThatIsRenamedMeanwhileStaysChosenOnAFormThatComesBack() {
        var video = shelf.put("On a shelf", owner, "ready");
        String category = given().contentType("application/json")
                .body(Map.of("name", "Old shelf"))
                .post("/api/categories")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        owner.request().formParam("category", "Old shelf").post("/studio/" + video);
        given().contentType("application/json")
                .body(Map.of("name", "New shelf"))
                .patch("/api/categories/" + category)
                .then()
                .statusCode(200);

        owner.request()
                .formParam("title", " ")
                .formParam("was-title", "On a shelf")
                .formParam("category", "Old shelf")
                .formParam("was-category", "Old shelf")
                .post("/studio/" + video)
                .then()
                .statusCode(400)
                .body(containsString("<option value=\"New shelf\" dir=\"auto\" selected>"));
    }

    @Test
    void captionsAreAddedAndRemoved() {
        var video = shelf.put("With words", owner, "ready");

        owner.request()
                .redirects()
                .follow(false)
                .multiPart("file", "words.srt", SUBTITLES.getBytes(StandardCharsets.UTF_8))
                .multiPart("language", "en")
                .multiPart("kind", "sdh")
                .post("/studio/" + video + "/captions")
                .then()
                .statusCode(303);
        assertThat(owner.request().get("/studio/" + video).asString()).contains("English (SDH)");
        owner.request()
                .multiPart("file", "words.srt", "no captions".getBytes(StandardCharsets.UTF_8))
                .post("/studio/" + video + "/captions")
                .then()
                .statusCode(400)
                .body(containsString("No caption was found in the file"));
        owner.request()
                .redirects()
                .follow(false)
                .post("/studio/" + video + "/captions/s0/remove")
                .then()
                .statusCode(303);
        assertThat(owner.request().get("/studio/" + video).asString()).doesNotContain("English (SDH)");
    }

    @Test
    void theSourceIsDownloadedWholeAndInParts() {
        var video = shelf.put("With a source", owner, "ready");
        var address = "/api/videos/" + video + "/source";
        owner.request().get(address).then().statusCode(409).body("code", equalTo("source_removed"));
        shelf.source(video, "0123456789");

        owner.request()
                .get(address)
                .then()
                .statusCode(200)
                .body(equalTo("0123456789"))
                .header("Content-Length", "10")
                .header("Content-Disposition", containsString("filename*=UTF-8''gr%C3%B6%C3%9Fe.mp4"))
                .header("Cache-Control", containsString("private"));
        owner.request()
                .header("Range", "bytes=3-5")
                .get(address)
                .then()
                .statusCode(206)
                .body(equalTo("345"))
                .header("Content-Range", "bytes 3-5/10");
        owner.request()
                .header("Range", "bytes=3-5")
                .header("If-Range", "\"another\"")
                .get(address)
                .then()
                .statusCode(200);
        owner.request()
                .header("Range", "bytes=10-")
                .get(address)
                .then()
                .statusCode(416)
                .contentType("application/problem+json")
                .body("code", equalTo("range_not_satisfiable"))
                .header("Content-Range", "bytes */10");
        var head = owner.request().accept("video/mp4").head(address);
        head.then().statusCode(200).header("Content-Length", "10");
        owner.request()
                .header("If-None-Match", head.header("ETag"))
                .get(address)
                .then()
                .statusCode(304);
        Person.with("uploader").request().get(address).then().statusCode(403);
    }

    @Test
    void aFailedVideoIsTriedAgainAndAQueuedOneStopped() {
        var video = shelf.put("Again", owner, "failed");
        shelf.source(video, "0123456789");

        owner.request()
                .redirects()
                .follow(false)
                .post("/studio/" + video + "/retry")
                .then()
                .statusCode(303);
        owner.request().get("/api/videos/" + video).then().body("state", equalTo("queued"));
        owner.request()
                .redirects()
                .follow(false)
                .post("/studio/" + video + "/cancel")
                .then()
                .statusCode(303);
        owner.request().get("/api/videos/" + video).then().body("failure.code", equalTo("cancelled"));
    }

    @Test
    void aFailedVideoSaysHowLongItsFileIsKeptAndIsNotTriedAgainWithoutOne() {
        var video = shelf.put("Failed", owner, "failed");
        assertThat(owner.request().get("/studio/" + video).asString())
                .contains("The uploaded file is kept for 24 hours after this", "data-testid=\"retry\"");

        news.sourceRemoved(video, Instant.now().plusSeconds(60));

        assertThat(owner.request().get("/studio/" + video).asString())
                .contains("The uploaded file is no longer kept: upload it again.")
                .doesNotContain("data-testid=\"retry\"");
    }

    @Test
    void theMenuLeadsOnlyWhereOneMayGo() {
        given().cookie(Person.COOKIE, owner.session())
                .get("/")
                .then()
                .body(containsString("href=\"/studio\""))
                .body(not(containsString("href=\"/admin\"")));
        given().cookie(Person.COOKIE, Person.with("viewer").session())
                .get("/")
                .then()
                .body(not(containsString("href=\"/studio\"")));
        given().cookie(Person.COOKIE, Person.with("admin").session())
                .get("/")
                .then()
                .body(containsString("href=\"/admin\""));
    }
}
