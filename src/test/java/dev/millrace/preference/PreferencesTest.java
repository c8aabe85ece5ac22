package dev.millrace.preference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PreferencesTest {

    private static final String COOKIE = "millrace_preferences";

    @Test
    void ofAnAccountFollowItToEveryBrowser() {
        var somebody = Person.with("viewer");
        somebody.request()
                .contentType(ContentType.JSON)
                .body(Map.of("theme", "dark", "quality", "720", "details", List.of("duration")))
                .patch("/api/me/preferences")
                .then()
                .statusCode(200)
                .body("theme", equalTo("dark"), "quality", equalTo("720"), "captions", equalTo("off"));

        var elsewhere = Person.signIn(somebody.id(), somebody.login());
        elsewhere.request().get("/api/me/preferences").then().body("details", equalTo(List.of("duration")));
        elsewhere.request().get("/").then().body(containsString("<html lang=\"en\" data-theme=\"dark\">"));
    }

    @Test
    void ofAVisitorAreKeptInTheBrowserAndSeenInTheFirstByte() {
        var cookie = given().header(Operator.NOBODY, "")
                .redirects()
                .follow(false)
                .formParam("theme", "light")
                .formParam("captions", "de")
                .formParam("details", "duration")
                .formParam("details", "file")
                .post("/preferences")
                .then()
                .statusCode(303)
                .extract()
                .cookie(COOKIE);

        assertThat(cookie).isEqualTo("theme=light&captions=de&hide=picture.codecs.checksum.uploaded.renditions");
        given().cookie(COOKIE, cookie)
                .accept("text/html")
                .get("/nothing-here")
                .then()
                .body(containsString("data-theme=\"light\""));
        given().cookie(COOKIE, cookie)
                .get("/preferences")
                .then()
                .body(containsString("value=\"light\" checked"))
                .body(containsString("<option value=\"de\" selected>Deutsch</option>"));
    }

    @Test
    void aPageFollowsTheDeviceUntilSomebodyChooses() {
        given().get("/preferences").then().statusCode(200).body(not(containsString("data-theme")));
    }

    @Test
    void whatCannotBeLikedComesBackWithASentence() {
        given().header(Operator.NOBODY, "")
                .contentType(ContentType.JSON)
                .body(Map.of("captions", "no such thing"))
                .patch("/api/me/preferences")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("captions"));
        given().header(Operator.NOBODY, "")
                .formParam("quality", "9000")
                .post("/preferences")
                .then()
                .statusCode(400)
                .body(containsString("data-testid=\"problem\""));
    }

    @Test
    void savingIsConfirmedWhereItLeadsTo() {
        var somebody = Person.with("viewer");
        for (var from : Map.of("", "/preferences", "1", "/account").entrySet()) {
            var form = somebody.request().redirects().follow(false).formParam("theme", "dark");
            var next = (from.getKey().isEmpty() ? form : form.formParam("account", from.getKey()))
                    .post("/preferences")
                    .then()
                    .statusCode(303)
                    .extract()
                    .header("Location");

            assertThat(next).startsWith(from.getValue());
            somebody.request().get(next).then().body(containsString("data-testid=\"done\""));
            somebody.request().get(from.getValue()).then().body(not(containsString("data-testid=\"done\"")));
        }
    }

    @Test
    void aKeyThatMayOnlyReadChangesNothing() {
        var somebody = Person.with("viewer");
        var key = somebody.request()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "reader", "scopes", List.of("read")))
                .post("/api/keys")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("key");

        given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body(Map.of("theme", "dark"))
                .patch("/api/me/preferences")
                .then()
                .statusCode(403);
    }
}
