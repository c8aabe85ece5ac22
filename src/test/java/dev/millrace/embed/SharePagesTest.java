package dev.millrace.embed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sharing by plain forms, as somebody without a script does it. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SharePagesTest {

    private static final String ONCE = "millrace_once";

    private Person owner;
    private UUID video;

    @BeforeEach
    void somebodyHasAVideo() {
        owner = Person.with("uploader");
        video = Rows.video(owner.id(), "ready");
    }

    @Test
    void theWatchPageLeadsThere() {
        given().get("/watch/" + video).then().statusCode(200).body(containsString("/watch/" + video + "/share\""));
    }

    @Test
    void aVisitorIsGivenTheLinkAndTheCode() {
        given().header(Operator.NOBODY, "")
                .queryParam("t", "1:30")
                .queryParam("autoplay", "1")
                .queryParam("bare", "1")
                .get("/watch/" + video + "/share")
                .then()
                .statusCode(200)
                .body(containsString("/watch/" + video + "?t=90\""))
                .body(containsString("&amp;amp;muted=1"), containsString("start=90"), containsString("controls=0"))
                .body(not(containsString("Account name")));
    }

    @Test
    void whatIsNoTimeIsTheBeginning() {
        var page = given().queryParam("t", "\"><script>")
                .get("/watch/" + video + "/share")
                .asString();

        assertThat(page).doesNotContain("?t=", "<script>\"");
    }

    @Test
    void theOwnerOfAPrivateVideoLetsPeopleInAndOutAgain() {
        goesPrivate();
        var friend = Person.with("viewer");
        friend.request().get("/watch/" + video).then().statusCode(404);

        post("/people", Map.of("login", friend.login())).then().statusCode(303);
        friend.request().get("/watch/" + video).then().statusCode(200);
        page().then().body(containsString(friend.login()), not(containsString("Embed code")));

        post("/people/remove", Map.of("login", friend.login())).then().statusCode(303);
        friend.request().get("/watch/" + video).then().statusCode(404);
    }

    @Test
    void aLinkIsShownOnceAndEndsWhenItsOwnerSaysSo() {
        goesPrivate();
        var made = post("/links", Map.of("hours", "24"))
                .then()
                .statusCode(303)
                .header("Location", endsWith("/watch/" + video + "/share#share-links"))
                .extract()
                .cookie(ONCE);
        owner.request()
                .cookie(ONCE, made)
                .head("/watch/" + video + "/share")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
        owner.request()
                .cookie(ONCE, made)
                .get("/watch/" + Rows.video(owner.id(), "ready") + "/share")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
        var shown = owner.request()
                .cookie(ONCE, made)
                .get("/watch/" + video + "/share")
                .then()
                .cookie(ONCE, "")
                .extract()
                .asString();
        var secret = find("\\?share=([A-Za-z0-9_-]+)", shown);
        assertThat(page().asString()).doesNotContain(secret);
        assertThat(open(secret)).isNotEqualTo(404);

        post("/links/" + find("/share/links/([0-9a-f-]{36})/end", page().asString()) + "/end", Map.of())
                .then()
                .statusCode(303);

        assertThat(open(secret)).isEqualTo(404);
    }

    @Test
    void aNewLinkIsShownOnThePageOfItsVideoAloneAndToItsOwnerAlone() {
        goesPrivate();
        var made = post("/links", Map.of("hours", "24")).cookie(ONCE);
        var other = Rows.video(owner.id(), "ready");
        var friend = Person.with("viewer");
        post("/people", Map.of("login", friend.login())).then().statusCode(303);

        owner.request()
                .cookie(ONCE, made)
                .get("/watch/" + other + "/share")
                .then()
                .body(not(containsString("?share=")));
        friend.request()
                .cookie(ONCE, made)
                .get("/watch/" + video + "/share")
                .then()
                .body(not(containsString("?share=")));
    }

    @Test
    void whatIsWrongIsSaidOnThePage() {
        goesPrivate();

        post("/people", Map.of("login", "nobody-at-all"))
                .then()
                .statusCode(400)
                .body(containsString("data-testid=\"problem\">Nobody here has this name."));
        post("/links", Map.of("hours", "soon")).then().statusCode(400).body(containsString("data-testid=\"problem\""));
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "1:30, 90", "1:02:03, 3723", "1m30s, 90", "2h, 7200", "12.7, 12", "90s, 90"})
    void timesAreReadAsPeopleWriteThem(String text, int seconds) {
        assertThat(StartTime.of(text)).contains(new StartTime(seconds));
    }

    @ParameterizedTest
    @CsvSource({"now", "-3", "1:2:3:4", "1x"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(StartTime.of(text)).isEmpty();
    }

    private void goesPrivate() {
        owner.request()
                .contentType("application/json")
                .body(Map.of("visibility", "private"))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200);
    }

    private io.restassured.response.Response page() {
        return owner.request().get("/watch/" + video + "/share");
    }

    private io.restassured.response.Response post(String path, Map<String, String> form) {
        return owner.request()
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post("/watch/" + video + "/share" + path);
    }

    private int open(String secret) {
        return given().header(Operator.NOBODY, "")
                .redirects()
                .follow(false)
                .get("/watch/" + video + "?share=" + secret)
                .statusCode();
    }

    private static String find(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
