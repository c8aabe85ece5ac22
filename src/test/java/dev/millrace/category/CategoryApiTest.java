package dev.millrace.category;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.millrace.account.Caller;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CategoryApiTest {

    @Inject
    VideoLibrary library;

    private final String name = "Talks " + UUID.randomUUID();

    @Test
    void everybodySeesWhatAdministratorsMake() {
        make(name).statusCode(201).body("name", equalTo(name));

        given().header(Operator.NOBODY, "")
                .get("/api/categories")
                .then()
                .statusCode(200)
                .body("categories.name", hasItem(name));
    }

    @Test
    void aNameIsGivenOnce() {
        make(name).statusCode(201);

        make(name.toUpperCase(java.util.Locale.ROOT)).statusCode(409).body("code", equalTo("category_exists"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u0000"})
    void aNameIsNotEmpty(String empty) {
        make(empty).statusCode(400).body("errors[0].field", equalTo("category"));
    }

    @Test
    void videosFollowANewNameAndLoseOneThatIsRemoved() {
        var id = make(name).extract().<String>path("id");
        var video = video(null, name.toLowerCase(java.util.Locale.ROOT));
        given().get("/api/videos/" + video).then().body("category", equalTo(name));

        given().contentType(ContentType.JSON)
                .body(Map.of("name", name + " 2"))
                .patch("/api/categories/" + id)
                .then()
                .statusCode(200);
        given().get("/api/videos/" + video).then().body("category", equalTo(name + " 2"));

        given().delete("/api/categories/" + id).then().statusCode(204);
        given().get("/api/videos/" + video).then().body("category", nullValue());
        given().delete("/api/categories/" + id).then().statusCode(404).body("code", equalTo("category_not_found"));
    }

    @Test
    void onlyAdministratorsMakeOneByNamingIt() {
        make(name).statusCode(201);
        var uploader = Person.with("uploader");
        var video = video(uploader.id(), null);

        put(uploader, video, name).statusCode(200).body("category", equalTo(name));
        put(uploader, video, name + "?")
                .statusCode(400)
                .body("errors[0].field", equalTo("category"))
                .body("detail", containsString("must be one that exists"));
        given().contentType(ContentType.JSON)
                .body(Map.of("category", name + "?"))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200)
                .body("category", equalTo(name + "?"));
    }

    @Test
    void aFilmIsNotSentBackForItsCategory() {
        var uploader = Person.with("uploader");
        var video = video(uploader.id(), name);

        given().get("/api/videos/" + video)
                .then()
                .body("category", nullValue())
                .body("warnings.code", hasItem("unknown_category"));
    }

    private static ValidatableResponse make(String name) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post("/api/categories")
                .then();
    }

    private static ValidatableResponse put(Person who, UUID video, String category) {
        return who.request()
                .contentType(ContentType.JSON)
                .body(Map.of("category", category))
                .patch("/api/videos/" + video)
                .then();
    }

    private UUID video(UUID owner, String category) {
        var film = new NewVideo(UUID.randomUUID(), "A film", null, null, null, category, "f.mp4", 4, "0".repeat(64));
        var maker = new Caller(owner, "Somebody", Role.UPLOADER, EnumSet.allOf(Scope.class), Set.of(), null);
        return library.create(film, maker, null, "http://localhost").id();
    }
}
