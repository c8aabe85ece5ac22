package dev.millrace.site;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.studio.Shelf;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SiteSettingsTest {

    @Inject
    SiteSettings settings;

    @Inject
    Shelf shelf;

    @AfterEach
    void asItWas() {
        var defaults = new EnumMap<SiteSetting, String>(SiteSetting.class);
        for (var setting : SiteSetting.values()) {
            defaults.put(setting, "");
        }
        settings.change(defaults);
        Awaitility.await()
                .until(() -> !settings.membersOnly() && settings.name().equals("Millrace"));
    }

    @Test
    void aNameThatIsSetIsOnEveryPage() {
        set("site.name", "Kanal 7 <b>");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> given().get("/").then().body(containsString("· Kanal 7 &lt;b&gt;</title>")));
    }

    @Test
    void whereOnlyMembersMayComeVisitorsSeeNothing() {
        var owner = Person.with("uploader");
        var video = shelf.put("For members", owner, "ready");
        visitor().get("/api/videos/" + video).then().statusCode(200);
        set("access.members-only", "true");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(settings::membersOnly);

        visitor().get("/api/videos/" + video).then().statusCode(401);
        visitor().get("/api/videos").then().statusCode(401);
        visitor().get("/api/videos/" + video + "/events").then().statusCode(404);
        visitor()
                .redirects()
                .follow(false)
                .accept("text/html")
                .get("/watch/" + video)
                .then()
                .statusCode(303)
                .header("Location", containsString("/login?next="));
        visitor().accept("text/html").get("/login").then().statusCode(200);
        visitor().get("/api/me").then().statusCode(200);
        Person.with("viewer")
                .request()
                .get("/api/videos/" + video)
                .then()
                .statusCode(200)
                .body("playback.page", containsString("/watch/" + video));
        Person.with("viewer")
                .request()
                .get("/api/videos?limit=200")
                .then()
                .body("videos.id", hasItem(video.toString()));
    }

    @Test
    void newVideosAreForThoseWhomTheSiteSays() {
        set("video.default-visibility", "private");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> settings.value(SiteSetting.DEFAULT_VISIBILITY)
                .isPresent());

        given().multiPart("file", "a.mp4", "no film".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/videos")
                .then()
                .statusCode(201)
                .body("visibility", equalTo("private"));
        given().get("/upload").then().body(containsString("value=\"private\" selected"));
    }

    @Test
    void signUpIsOpenedAndClosedWithoutARestart() {
        visitor().get("/sign-up").then().statusCode(404);
        set("accounts.open-sign-up", "true");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> visitor().get("/sign-up").then().statusCode(200));
    }

    @Test
    void oneWrongValueChangesNothing() {
        given().contentType(ContentType.JSON)
                .body(Map.of("site.name", "Not stored", "player.colour", "red"))
                .patch("/api/site")
                .then()
                .statusCode(400)
                .body("detail", equalTo("player.colour must be a colour such as #0b6b74."));
        given().contentType(ContentType.JSON)
                .body(Map.of("site.nonsense", "1"))
                .patch("/api/site")
                .then()
                .statusCode(400);

        given().get("/api/site").then().body("entrySet()", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "EMBED_ORIGINS, 'https://A.example.org/, http://b.example:8080', 'https://a.example.org,http://b.example:8080'",
        "EMBED_ORIGINS, *, *",
        "PLAYER_COLOUR, #0B6B74, #0b6b74",
        "PLAYER_LOOP, true, true",
        "NAME, ' Our  club ', Our club"
    })
    void valuesAreStoredInOneForm(SiteSetting setting, String raw, String stored) {
        assertThat(setting.read(raw)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "EMBED_ORIGINS, https://a.example/path",
        "EMBED_ORIGINS, javascript:alert(1)",
        "EMBED_ORIGINS, https://a.example;script-src",
        "EMBED_ORIGINS, \"'none'\"",
        "PLAYER_COLOUR, #fff",
        "PLAYER_LOOP, yes",
        "DEFAULT_VISIBILITY, secret"
    })
    void otherValuesAreRefused(SiteSetting setting, String raw) {
        assertThatThrownBy(() -> setting.read(raw)).isInstanceOf(InvalidFieldsException.class);
    }

    private static RequestSpecification visitor() {
        return given().header(Operator.NOBODY, "");
    }

    private static void set(String key, String value) {
        given().contentType(ContentType.JSON)
                .body(Map.of(key, value))
                .patch("/api/site")
                .then()
                .statusCode(200);
    }
}
