package dev.millrace.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
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
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SignInTest {

    @Test
    void aVisitorIsAskedToSignIn() {
        nobody().accept("text/html")
                .redirects()
                .follow(false)
                .get("/upload?from=here")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?next=%2Fupload%3Ffrom%3Dhere"));
        nobody().get("/api/keys").then().statusCode(401).body("code", equalTo("not_signed_in"));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        var somebody = Person.with("viewer");

        var wrong = login(somebody.login(), "not the password")
                .statusCode(401)
                .extract()
                .asString();
        var unknown = login("nobody-" + somebody.login(), "not the password")
                .statusCode(401)
                .extract()
                .asString();

        assertThat(wrong.replace(somebody.login(), "")).isEqualTo(unknown.replace("nobody-" + somebody.login(), ""));
    }

    @Test
    void everySignInMakesANewSession() {
        var first = Person.with("viewer");

        var second = given().cookie(Person.COOKIE, first.session())
                .header("X-Csrf-Token", first.csrf())
                .redirects()
                .follow(false)
                .formParam("login", first.login())
                .formParam("password", Person.PASSWORD)
                .post("/login")
                .then()
                .statusCode(303)
                .header("Set-Cookie", containsStringIgnoringCase("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Lax"))
                .extract()
                .cookie(Person.COOKIE);

        assertThat(second).isNotEqualTo(first.session());
        assertThat(roleOf(first.session())).as("the session before is over").isEqualTo("visitor");
        assertThat(roleOf(second)).isEqualTo("viewer");
    }

    @Test
    void aSessionSomebodyElseChoseIsNotTakenOver() {
        var planted = "A".repeat(43);
        var somebody = Person.with("viewer");

        var own = given().cookie(Person.COOKIE, planted)
                .redirects()
                .follow(false)
                .formParam("login", somebody.login())
                .formParam("password", Person.PASSWORD)
                .post("/login")
                .then()
                .statusCode(303)
                .extract()
                .cookie(Person.COOKIE);

        assertThat(own).isNotEqualTo(planted);
        assertThat(roleOf(planted)).isEqualTo("visitor");
    }

    @Test
    void aStolenCookieIsWorthNothingAfterSigningOut() {
        var somebody = Person.with("viewer");

        somebody.request().redirects().follow(false).post("/logout").then().statusCode(303);

        assertThat(roleOf(somebody.session())).isEqualTo("visitor");
    }

    @Test
    void signingOutEverywhereEndsAllSessions() {
        var here = Person.with("viewer");
        var there = Person.signIn(here.id(), here.login());

        here.request()
                .redirects()
                .follow(false)
                .post("/account/sign-out-everywhere")
                .then()
                .statusCode(303);

        assertThat(List.of(roleOf(here.session()), roleOf(there.session()))).containsOnly("visitor");
    }

    @Test
    void theSixthTryInAMinuteIsRefusedWhateverThePassword() {
        var somebody = Person.with("viewer");
        for (int i = 0; i < 5; i++) {
            login(somebody.login(), "wrong " + i).statusCode(401);
        }

        login(somebody.login(), Person.PASSWORD).statusCode(429).header("Set-Cookie", nullValue());
    }

    @Test
    void aChangeWithoutThePagesTokenIsRefused() {
        var somebody = Person.with("viewer");

        given().cookie(Person.COOKIE, somebody.session())
                .formParam("name", "Mallory")
                .post("/account/name")
                .then()
                .statusCode(403);
        given().cookie(Person.COOKIE, somebody.session())
                .header("X-Csrf-Token", "A".repeat(24))
                .formParam("name", "Mallory")
                .post("/account/name")
                .then()
                .statusCode(403);
        somebody.request().get("/account").then().body(not(containsString("Mallory")));
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        var somebody = Person.with("viewer");

        somebody.request()
                .header("Origin", "https://elsewhere.example")
                .formParam("name", "Mallory")
                .post("/account/name")
                .then()
                .statusCode(403);
        somebody.request()
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("name", "Mallory")
                .post("/account/name")
                .then()
                .statusCode(403);
    }

    @Test
    void aChangedPasswordEndsOtherSessions() {
        var here = Person.with("viewer");
        var there = Person.signIn(here.id(), here.login());

        var changed = here.request()
                .redirects()
                .follow(false)
                .formParam("old", Person.PASSWORD)
                .formParam("password", "another good password")
                .post("/account/password")
                .then()
                .statusCode(303)
                .extract();

        assertThat(roleOf(there.session())).isEqualTo("visitor");
        given().cookie(Person.COOKIE, changed.cookie(Person.COOKIE))
                .get(changed.header("Location"))
                .then()
                .body(containsString("Your password is changed"));
        login(here.login(), "another good password").statusCode(303);
    }

    @Test
    void aPasswordMustBeLong() {
        given().contentType(ContentType.JSON)
                .body(Map.of("login", "short" + UUID.randomUUID(), "password", "too short", "role", "viewer"))
                .post("/api/accounts")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("password"));
    }

    @Test
    void signingInLeadsOnlyToPagesOfThisService() {
        var somebody = Person.with("viewer");
        for (var next :
                List.of("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "\t//x", "/a|b")) {
            nobody().redirects()
                    .follow(false)
                    .formParam("login", somebody.login())
                    .formParam("password", Person.PASSWORD)
                    .formParam("next", next)
                    .post("/login")
                    .then()
                    .statusCode(303)
                    .header("Location", not(containsString("elsewhere")));
        }
    }

    @Test
    void aKeyIsShownOnceAndDoesWhatItIsFor() {
        var owner = Person.with("uploader");
        var key = owner.request()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "reader", "scopes", List.of("read")))
                .post("/api/keys")
                .then()
                .statusCode(201)
                .extract();

        withKey(key.path("key"))
                .get("/api/me")
                .then()
                .body("id", equalTo(owner.id().toString()));
        withKey(key.path("key")).get("/api/keys").then().statusCode(200).body("key", everyItem(nullValue()));
        withKey(key.path("key"))
                .multiPart("file", "film.mp4", new byte[8])
                .post("/api/videos")
                .then()
                .statusCode(403)
                .body("detail", containsString("upload"));

        owner.request().delete("/api/keys/" + key.path("id")).then().statusCode(204);
        withKey(key.path("key")).get("/api/me").then().statusCode(401).body("code", equalTo("invalid_key"));
    }

    @Test
    void anAdministratorsKeyHasNoMoreRightsThanItsScopes() {
        var admin = Person.with("admin");
        String key = admin.request()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "narrow", "scopes", List.of("read", "manage")))
                .post("/api/keys")
                .path("key");

        withKey(key).get("/api/accounts").then().statusCode(403);
        withKey(key)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "wide", "scopes", List.of("admin")))
                .post("/api/keys")
                .then()
                .statusCode(403);
    }

    @Test
    void aKeyDoesNothingOnThePagesOfPeople() {
        var admin = Person.with("admin");
        String key = admin.request()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "narrow", "scopes", List.of("read", "manage")))
                .post("/api/keys")
                .path("key");

        withKey(key)
                .formParam("name", "x")
                .formParam("scope", "admin")
                .post("/account/keys")
                .then()
                .statusCode(403);
        withKey(key).get("/account").then().statusCode(403);
    }

    @Test
    void aKeyThatIsMadeOnThePageIsShownOnce() {
        var somebody = Person.with("uploader");
        var once = somebody.request()
                .redirects()
                .follow(false)
                .formParam("name", "for a program")
                .formParam("scope", "read")
                .post("/account/keys")
                .then()
                .statusCode(303)
                .extract()
                .cookie("millrace_once");

        var page =
                somebody.request().cookie("millrace_once", once).get("/account").asString();
        assertThat(page).contains("for a program", "copy this key now");
        withKey(page.replaceAll("(?s).*<code class=.breaks.>(mr_[^<]*)<.*", "$1"))
                .get("/api/me")
                .then()
                .body("role", org.hamcrest.Matchers.equalTo("uploader"));
        assertThat(somebody.request().get("/account").asString())
                .contains("for a program")
                .doesNotContain("mr_");
    }

    @Test
    void aKeyForUploadsSeesNothing() {
        var owner = Person.with("uploader");
        var video = dev.millrace.testing.Rows.video(owner.id(), "ready");
        String key = owner.request()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "writer", "scopes", List.of("upload")))
                .post("/api/keys")
                .path("key");

        withKey(key).get("/api/videos/" + video).then().statusCode(403);
        withKey(key).get("/api/videos/" + video + "/events").then().statusCode(403);
    }

    @Test
    void whoIsSignedInIsLedOnAndDoesNotBecomeSomebodyElseByAnInvite() {
        var admin = Person.with("admin");
        String invite = admin.request()
                .contentType(ContentType.JSON)
                .body(Map.of("role", "viewer"))
                .post("/api/invites")
                .path("url");

        admin.request()
                .redirects()
                .follow(false)
                .get("/login?next=/studio")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/studio"));
        admin.request()
                .get(invite.replaceFirst("^https?://[^/]+", ""))
                .then()
                .body(containsString("You are signed in as"), not(containsString("name=\"password\"")));
    }

    @Test
    void aVideoThatIsNotForVisitorsOffersToSignInAsAnUnknownOneDoes() {
        var owner = Person.with("uploader");
        String own = owner.request()
                .multiPart("file", "film.mp4", new byte[] {1, 2, 3})
                .multiPart("visibility", "private")
                .post("/api/videos")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        var hidden = nobody().accept("text/html").get("/watch/" + own + "?t=5");
        var unknown = nobody().accept("text/html").get("/watch/" + UUID.randomUUID() + "?t=5");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.asString())
                .contains("href=\"/login?next=%2Fwatch%2F" + own + "%3Ft%3D5\" data-testid=\"sign-in-instead\"")
                .contains("sign in to see it");
        assertThat(unknown.asString().replaceAll("[0-9a-f-]{36}", ""))
                .isEqualTo(hidden.asString().replaceAll("[0-9a-f-]{36}", ""));
        owner.request()
                .accept("text/html")
                .get("/watch/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body(not(containsString("sign-in-instead")));
    }

    @Test
    void aFormSentAfterTheSessionEndedOffersToSignInAndComeBack() {
        nobody().accept("text/html")
                .header("Referer", "http://127.0.0.1/account?done=no")
                .formParam("name", "Somebody")
                .post("/account/name")
                .then()
                .statusCode(401)
                .body(containsString("href=\"/login?next=%2Faccount%3Fdone%3Dno\" data-testid=\"sign-in-instead\""));
    }

    @Test
    void whoIsNoAdministratorAnyMoreLeavesNoInvites() {
        var admin = Person.with("admin");
        Person.with("admin");
        String url = admin.request()
                .contentType(ContentType.JSON)
                .body(Map.of("role", "admin"))
                .post("/api/invites")
                .path("url");

        change(admin.id().toString(), Map.of("role", "viewer")).statusCode(200);

        nobody().get(url.replaceFirst("^https?://[^/]+", "")).then().statusCode(404);
    }

    @Test
    void answersForOnePersonAreKeptNowhere() {
        var somebody = Person.with("viewer");

        somebody.request().get("/").then().header("Cache-Control", equalTo("private, no-store"));
        somebody.request().get("/api/me").then().header("Cache-Control", equalTo("private, no-store"));
    }

    @Test
    void anInviteMakesOneAccount() {
        String url = given().contentType(ContentType.JSON)
                .body(Map.of("role", "uploader"))
                .post("/api/invites")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        var path = url.replaceFirst("^https?://[^/]+", "");
        var login = "invited-" + UUID.randomUUID();

        nobody().get(path).then().statusCode(200);
        join(path, login).statusCode(303).header("Location", containsString("/"));
        join(path, login + "-again").statusCode(404);

        given().get("/api/accounts").then().body("find { it.login == '" + login + "' }.role", equalTo("uploader"));
    }

    @Test
    void theLastAdministratorStays() {
        var admins = given().get("/api/accounts").jsonPath().getList("findAll { it.role == 'admin' }.id", String.class);
        var last = Person.with("admin");
        admins.forEach(id -> change(id, Map.of("disabled", true)).statusCode(200));

        change(last.id().toString(), Map.of("role", "viewer")).statusCode(409).body("code", equalTo("last_admin"));
        change(last.id().toString(), Map.of("disabled", true)).statusCode(409);

        admins.forEach(id -> change(id, Map.of("disabled", false)).statusCode(200));
    }

    @Test
    void aDisabledAccountIsOutAtOnce() {
        var somebody = Person.with("viewer");

        change(somebody.id().toString(), Map.of("disabled", true)).statusCode(200);

        assertThat(roleOf(somebody.session())).isEqualTo("visitor");
        login(somebody.login(), Person.PASSWORD).statusCode(401);
    }

    @Test
    void setUpIsOverOnceThereIsAnAccount() {
        Person.with("viewer");

        nobody().get("/setup?token=" + "A".repeat(43)).then().statusCode(409);
        nobody().get("/sign-up").then().statusCode(404);
    }

    private static io.restassured.response.ValidatableResponse login(String login, String password) {
        return nobody().redirects()
                .follow(false)
                .formParam("login", login)
                .formParam("password", password)
                .post("/login")
                .then();
    }

    private static io.restassured.response.ValidatableResponse join(String path, String login) {
        return nobody().redirects()
                .follow(false)
                .formParam("login", login)
                .formParam("password", Person.PASSWORD)
                .post(path)
                .then();
    }

    private static io.restassured.response.ValidatableResponse change(String account, Map<String, Object> change) {
        return given().contentType(ContentType.JSON)
                .body(change)
                .patch("/api/accounts/" + account)
                .then();
    }

    private static String roleOf(String session) {
        return given().cookie(Person.COOKIE, session).get("/api/me").path("role");
    }

    private static RequestSpecification withKey(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static RequestSpecification nobody() {
        return given().header(Operator.NOBODY, "");
    }
}
