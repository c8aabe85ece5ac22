package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding videos by what is written about them and by what is said in them. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SearchTest {

    @Inject
    VideoLibrary library;

    /** Of this test alone, so that others' videos are not found. */
    private final String own = "q" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void titlesCountMoreThanTagsAndTagsMoreThanDescriptions() {
        create("Elsewhere", "All about " + own, List.of(), "public");
        create("Tagged", "", List.of(own), "public");
        create("Named " + own, "", List.of(), "public");

        search(own).body("videos.title", contains("Named " + own, "Tagged", "Elsewhere"));
    }

    @ParameterizedTest(name = "{0} finds it")
    @CsvSource({
        "straße",
        "STRASSE",
        "łodz",
        "Łódź",
        "москв",
        "ΑΘΗΝΑ",
        "京",
        "mill-wheel",
        "wheel mill",
        "\"mill wheel\"",
        "mil whe"
    })
    void findsWordsOfAllLanguagesHoweverTheyAreTyped(String typed) {
        create(own + " Straße Łódź Москва Αθήνα 東京 Mill wheel", "", List.of(), "public");

        search(own + " " + typed).body("videos", hasSize(1));
    }

    @ParameterizedTest(name = "{0} does not")
    @CsvSource({"\"wheel mill\"", "wheelbarrow", "mil%", "heel"})
    void doesNotFindWhatIsNotThere(String typed) {
        create(own + " mill wheel", "", List.of(), "public");

        search(own + " " + typed).body("videos", empty());
    }

    @Test
    void signsAloneFindNothing() {
        search("%_!' \\ :* & |").body("videos", empty());
    }

    @Test
    void leafsThroughResultsByRelevanceWithoutGapOrRepetition() {
        for (int i = 0; i < 7; i++) {
            create((own + " ").repeat(1 + i % 3) + i, "", List.of(), "public");
        }
        var seen = new ArrayList<String>();
        String next = "";
        do {
            var page = given().queryParam("q", own)
                    .queryParam("limit", 2)
                    .queryParam("cursor", next)
                    .get("/api/videos");
            seen.addAll(page.path("videos.id"));
            next = page.path("next");
        } while (next != null);

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aHitInCaptionsNamesItsMoments() {
        var id = create("A talk", "", List.of(), "public");
        caption(
                id,
                "1\n00:00:01,000 --> 00:00:02,000\nNothing\n\n2\n00:01:23,500 --> 00:01:25,000\n<i>Then " + own
                        + "</i> &amp; more\n");

        search(own.substring(0, 20))
                .body("videos.title", contains("A talk"))
                .body("videos[0].moments", hasSize(1))
                .body("videos[0].moments[0].startSeconds", equalTo(83.5f))
                .body("videos[0].moments[0].text", equalTo("Then " + own + " & more"))
                .body("videos[0].moments[0].captions", equalTo("s0"));
        given().get("/api/videos/" + id)
                .then()
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("moments")));
        assertThat(given().queryParam("q", own).get("/").asString()).contains("/watch/" + id + "?t=83\"");

        given().delete("/api/videos/" + id + "/captions/s0").then().statusCode(204);
        search(own).body("videos", empty());
    }

    @Test
    void aMomentIsNamedOnceHoweverManyCaptionsHaveIt() {
        var id = create("A talk", "", List.of(), "public");
        caption(id, "1\n00:00:05,000 --> 00:00:06,000\n" + own + "\n");
        caption(id, "1\n00:00:05,040 --> 00:00:06,000\n" + own + "\n\n2\n00:00:09,000 --> 00:00:10,000\n" + own + "\n");

        search(own).body("videos[0].moments.startSeconds", contains(5f, 9f));
    }

    @Test
    void whatIsNotForSomebodyIsNotFound() {
        var id = create("Private " + own, "", List.of(), "private");
        caption(id, "1\n00:00:01,000 --> 00:00:02,000\nsecret" + own + "\n");
        create("Unlisted " + own, "", List.of(), "unlisted");

        for (var words : List.of(own, "secret" + own)) {
            search(given().header(Operator.NOBODY, ""), words).body("videos", empty());
            search(Person.with("moderator").request(), words).body("videos", empty());
        }
        search(own).body("videos", hasSize(2));
    }

    @Test
    void aTagIsWrittenInOneWay() {
        create(own, "", List.of("#Sea", "sea", " SEA "), "public");

        given().queryParam("q", own)
                .queryParam("tag", "#SEA")
                .get("/api/videos")
                .then()
                .body("videos[0].tags", contains("sea"));
    }

    @Test
    void theTagThatWasFoundIsShownOnItsCard() {
        create("A film", "", List.of(own, "hills"), "public");

        given().get("/?q=" + own)
                .then()
                .body(
                        containsString("card-headline\"><bdi>#<mark>" + own + "</mark>"),
                        not(containsString("<p class=\"card-headline\"><bdi>#hills")));
    }

    private static ValidatableResponse search(String words) {
        return search(given(), words);
    }

    private static ValidatableResponse search(RequestSpecification request, String words) {
        return request.queryParam("q", words).get("/api/videos").then().statusCode(200);
    }

    private static void caption(UUID video, String text) {
        given().multiPart("file", "film.srt", text.getBytes(StandardCharsets.UTF_8))
                .multiPart("language", "en")
                .post("/api/videos/" + video + "/captions")
                .then()
                .statusCode(201);
    }

    private UUID create(String title, String description, List<String> tags, String visibility) {
        return library.create(new NewVideo(
                        UUID.randomUUID(), title, description, visibility, tags, null, "film.mp4", 4, "0".repeat(64)))
                .id();
    }
}
