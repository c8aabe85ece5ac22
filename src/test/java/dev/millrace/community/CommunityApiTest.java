package dev.millrace.community;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments, likes and reports over HTTP, by the API and by forms. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CommunityApiTest {

    @Inject
    Village village;

    private Person owner;
    private Person viewer;
    private UUID video;

    @BeforeEach
    void aVideo() {
        owner = Person.with("uploader");
        viewer = Person.with("viewer");
        video = village.video("public", owner.id());
    }

    @Test
    void aCommentIsMadeReadEditedAndDeleted() {
        var id = comment(viewer, "Nice at 0:07");

        visitorsList().body("comments.text", contains("Nice at 0:07")).body("total", equalTo(1));
        json(viewer, Map.of("text", "Nice at 0:08"))
                .patch("/api/comments/" + id)
                .then()
                .statusCode(200)
                .body("text", equalTo("Nice at 0:08"));
        viewer.request().delete("/api/comments/" + id).then().statusCode(204);
        visitorsList().body("comments", hasSize(0)).body("total", equalTo(0)).body("next", nullValue());
        viewer.request()
                .delete("/api/comments/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("comment_not_found"));
    }

    @Test
    void theSixthCommentOfAMinuteIsRefusedWithASentence() {
        for (int n = 0; n < 5; n++) {
            comment(viewer, "Number " + n);
        }

        json(viewer, Map.of("text", "One more"))
                .post("/api/videos/" + video + "/comments")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("60"))
                .body("code", equalTo("too_many_comments"))
                .body("detail", equalTo("You have written 5 comments within a minute. Wait a moment, then go on."));
    }

    @Test
    void aLikeCountsOnceAndCanBeTakenBack() {
        viewer.request().put("/api/videos/" + video + "/like").then().body("likes", equalTo(1));
        viewer.request().put("/api/videos/" + video + "/like").then().body("likes", equalTo(1));
        owner.request().put("/api/videos/" + video + "/like").then().body("likes", equalTo(2));
        viewer.request()
                .delete("/api/videos/" + video + "/like")
                .then()
                .body("likes", equalTo(1))
                .body("liked", equalTo(false));
        given().header(Operator.NOBODY, "")
                .get("/api/videos/" + video + "/like")
                .then()
                .body("likes", equalTo(1))
                .body("liked", equalTo(false));
    }

    @Test
    void theMostLikedCommentsComeFirst() {
        var first = comment(viewer, "First");
        comment(viewer, "Second");
        owner.request()
                .put("/api/comments/" + first + "/like")
                .then()
                .statusCode(200)
                .body("likes", equalTo(1));

        given().get("/api/videos/" + video + "/comments?sort=top")
                .then()
                .body("comments.text", contains("First", "Second"));
        given().get("/api/videos/" + video + "/comments").then().body("comments.text", contains("Second", "First"));
    }

    @Test
    void aReportWaitsForAModeratorAndIsSettledWithAllOthers() {
        var moderator = Person.with("moderator");
        var id = comment(viewer, "Buy my pills");
        report(owner, id, "spam");
        report(Person.with("viewer"), id, "abuse");
        report(owner, id, "other");

        var waiting =
                moderator.request().get("/api/reports").then().statusCode(200).extract();
        assertThat(waiting.<Iterable<String>>path("reports.findAll { it.comment.id == '" + id + "' }.reason"))
                .containsExactly("abuse", "spam");
        String report = waiting.path("reports.find { it.comment.id == '" + id + "' }.id");
        json(moderator, Map.of("resolution", "hidden"))
                .patch("/api/reports/" + report)
                .then()
                .statusCode(204);

        assertThat(moderator.request().get("/api/reports").<Iterable<String>>path("reports.comment.id"))
                .doesNotContain(id);
        moderator
                .request()
                .get("/api/reports?state=resolved")
                .then()
                .body("reports.find { it.comment.id == '" + id + "' }.resolution", equalTo("hidden"));
        visitorsList().body("comments", hasSize(0));
        moderator
                .request()
                .get("/moderation?state=resolved")
                .then()
                .body(containsString(">" + moderator.login() + "</span>"), containsString("the comment was hidden"));
    }

    @Test
    void whoSettlesAReportTooLateIsToldSo() {
        var first = Person.with("moderator");
        var second = Person.with("moderator");
        var id = comment(viewer, "A matter of taste");
        report(owner, id, "other");
        String report = second.request().get("/api/reports").path("reports.find { it.comment.id == '" + id + "' }.id");
        var dismissed = Map.of("resolution", "dismissed");
        for (int time = 0; time < 2; time++) {
            json(first, dismissed).patch("/api/reports/" + report).then().statusCode(204);
        }

        json(second, dismissed)
                .patch("/api/reports/" + report)
                .then()
                .statusCode(409)
                .body("code", equalTo("report_settled"));
        second.request()
                .formParam("resolution", "dismissed")
                .post("/moderation/reports/" + report)
                .then()
                .statusCode(409)
                .body(containsString("has settled this report before you: nothing was wrong."));
        json(second, Map.of("resolution", "hidden"))
                .patch("/api/reports/" + report)
                .then()
                .statusCode(204);
        assertThat(first.request()
                        .get("/api/reports?state=resolved")
                        .<Map<String, String>>path("reports.find { it.id == '" + report + "' }"))
                .containsEntry("resolution", "hidden")
                .containsEntry("resolvedBy", second.login());
    }

    @Test
    void theOperatorMayRepeatHowAReportWasSettled() {
        var id = comment(viewer, "A matter of taste");
        report(owner, id, "other");
        String report = given().get("/api/reports").path("reports.find { it.comment.id == '" + id + "' }.id");

        for (int time = 0; time < 2; time++) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("resolution", "dismissed"))
                    .patch("/api/reports/" + report)
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void reportsOfDeletedVideosWaitForNobody() {
        var moderator = Person.with("moderator");
        video = village.video("unlisted", owner.id());
        var id = comment(viewer, "Something rude");
        report(owner, id, "abuse");
        assertThat(moderator.request().get("/api/reports").<Iterable<String>>path("reports.comment.id"))
                .contains(id);

        owner.request().delete("/api/videos/" + video + "?undoable=true").then().statusCode(204);

        assertThat(moderator.request().get("/api/reports").<Iterable<String>>path("reports.comment.id"))
                .doesNotContain(id);
    }

    @Test
    void reportsOfPrivateVideosAreNotForModeratorsWhoCannotSeeThem() {
        var moderator = Person.with("moderator");
        video = village.video("private", owner.id());
        village.share(video, viewer.id());
        var id = comment(viewer, "Between us");
        report(owner, id, "abuse");

        assertThat(moderator.request().get("/api/reports").<Iterable<String>>path("reports.comment.id"))
                .doesNotContain(id);
        assertThat(given().get("/api/reports").<Iterable<String>>path("reports.comment.id"))
                .contains(id);
        moderator
                .request()
                .get("/moderation")
                .then()
                .body(not(containsString("Between us")), containsString("<h1>Reports</h1>"));
        Person.with("admin").request().get("/moderation").then().body(containsString("href=\"/admin/storage\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/edit", "/delete", "/like", "/report"})
    void formsForCommentsOfPrivateVideosFindNothing(String form) {
        var secret = village.video("private", owner.id());
        village.talk(secret, owner.id(), 1, 0);
        var id = village.ask("select cast(id as text) from comment where video_id = ?1", secret);

        viewer.request()
                .redirects()
                .follow(false)
                .accept("text/html")
                .formParam("text", "x")
                .formParam("reason", "spam")
                .post("/comments/" + id + form)
                .then()
                .statusCode(404)
                .body(containsString("There is no comment"));
    }

    @Test
    void formsLeadBackToWhatTheyChanged() {
        form(viewer, Map.of("text", "By a form"), "/watch/" + video + "/comments", "/watch/" + video + "#comment-");
        var id = (String) given().get("/api/videos/" + video + "/comments").path("comments[0].id");
        form(
                owner,
                Map.of("text", "An answer", "parent", id),
                "/watch/" + video + "/comments",
                "/watch/" + video + "?thread=" + id + "&reply=");
        form(owner, Map.of("liked", "true"), "/comments/" + id + "/like", "/watch/" + video + "?thread=" + id);
        form(owner, Map.of("liked", "true"), "/watch/" + video + "/like", "/watch/" + video);
        form(owner, Map.of("closed", "true"), "/watch/" + video + "/comments/lock", "/watch/" + video + "#comments");

        page(owner)
                .body(containsString("An answer"))
                .body(containsString("2 comments"))
                .body(containsString("1 like"))
                .body(containsString("Comments are turned off for this video."));
    }

    @Test
    void aFormThatIsRefusedKeepsItsText() {
        viewer.request()
                .formParam("text", "x".repeat(5_001))
                .post("/watch/" + video + "/comments")
                .then()
                .statusCode(400)
                .body(containsString("must not be longer than 5000 characters"))
                .body(containsString("x".repeat(5_001)));
    }

    @Test
    void whatPeopleWriteIsTextNotMarkup() {
        comment(
                viewer,
                "<script>alert(1)</script><img src=x onerror=alert(1)> \"' {inject:visitor.csrf} javascript:alert(1)");

        page(viewer)
                .body(not(containsString("<script>alert")))
                .body(not(containsString("<img src=x")))
                .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;"))
                .body(containsString("{inject:visitor.csrf}"));
    }

    @Test
    void aMomentIsALinkWithinTheFilm() {
        comment(viewer, "Look at 1:05, not at 9:59");

        page(viewer)
                .body(containsString(
                        "Look at <a href=\"/watch/" + video + "?t=65\" data-seek=\"65\">1:05</a>, not at 9:59"));
    }

    @Test
    void anAddressIsALinkThatLendsItNothing() {
        comment(viewer, "More at https://example.org/at/1:02?a=1&b=2.");

        page(viewer)
                .body(
                        containsString(
                                "<a href=\"https://example.org/at/1:02?a=1&amp;b=2\" rel=\"nofollow ugc noopener\" dir=\"ltr\">"));
    }

    @Test
    void visitorsAreAskedToSignIn() {
        given().header(Operator.NOBODY, "")
                .get("/watch/" + video)
                .then()
                .body(containsString("Sign in to comment"))
                .body(not(containsString("data-testid=\"new-comment\"")));
    }

    @Test
    void anAddressThatSaysNonsenseShowsTheNewest() {
        comment(viewer, "Hello");

        given().get("/watch/" + video + "?comments=best&after=%00&page=-1")
                .then()
                .statusCode(200)
                .body(containsString("Hello"));
        given().get("/watch/" + video + "?thread=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body(containsString("This comment is no longer here."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sort=best", "?cursor=nonsense", "?limit=0", "?limit=101"})
    void theApiSaysWhatIsWrongWithAQuery(String query) {
        given().get("/api/videos/" + video + "/comments" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_fields"));
    }

    private String comment(Person who, String text) {
        return json(who, Map.of("text", text))
                .post("/api/videos/" + video + "/comments")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/comments/"))
                .extract()
                .path("id");
    }

    private static void report(Person who, String comment, String reason) {
        json(who, Map.of("reason", reason, "note", "See for yourself"))
                .post("/api/comments/" + comment + "/report")
                .then()
                .statusCode(204);
    }

    private static void form(Person who, Map<String, String> fields, String to, String leadsTo) {
        who.request()
                .redirects()
                .follow(false)
                .formParams(fields)
                .post(to)
                .then()
                .statusCode(303)
                .header("Location", containsString(leadsTo));
    }

    private ValidatableResponse page(Person who) {
        return who.request().get("/watch/" + video).then().statusCode(200);
    }

    private ValidatableResponse visitorsList() {
        return given().header(Operator.NOBODY, "")
                .get("/api/videos/" + video + "/comments")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification json(Person who, Map<String, ?> body) {
        return who.request().contentType(ContentType.JSON).body(body);
    }
}
