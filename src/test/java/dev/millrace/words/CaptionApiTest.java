package dev.millrace.words;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;

import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.NewVideo;
import dev.millrace.video.VideoLibrary;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CaptionApiTest {

    private static final String SUBRIP = "1\n00:00:01,000 --> 00:00:02,000\nHello\n";

    @Inject
    VideoLibrary library;

    @Inject
    MediaStore store;

    private UUID video;

    @BeforeEach
    void makeAVideo() {
        video = UUID.randomUUID();
        library.create(new NewVideo(video, null, null, null, null, null, "film.mp4", 4, "0".repeat(64)));
    }

    @Test
    void keepsWhatIsUploadedAndGivesItBackAsWebVtt() {
        var added = upload(SUBRIP, Map.of("language", "ger", "kind", "sdh"))
                .statusCode(201)
                .header("Location", endsWith("/api/videos/" + video + "/captions/s0"))
                .body("id", equalTo("s0"))
                .body("origin", equalTo("upload"))
                .body("kind", equalTo("sdh"))
                .body("language", equalTo("de"))
                .body("label", equalTo("German (SDH)"))
                .body("url", endsWith("/api/videos/" + video + "/captions/s0"))
                .extract()
                .jsonPath();

        given().get(path())
                .then()
                .statusCode(200)
                .body("captions", hasSize(1))
                .body("captions[0].id", equalTo("s0"))
                .body("captions[0].createdAt", equalTo(added.getString("createdAt")));
        var file = given().get(path() + "/s0").then().statusCode(200).extract();
        assertThat(file.contentType()).isEqualToIgnoringCase("text/vtt;charset=utf-8");
        assertThat(file.body().asString()).isEqualTo("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n");
    }

    @Test
    void findsTheCharsetOutOrIsTold() {
        var text = "00:00:01,000 --> 00:00:02,000\nЯ ждал тебя целый час у входа\n";
        upload(text.getBytes(Charset.forName("windows-1251")), Map.of("language", "ru"))
                .statusCode(201);
        upload(text.getBytes(Charset.forName("KOI8-R")), Map.of("charset", "KOI8-R"))
                .log()
                .all()
                .statusCode(201);

        assertThat(given().get(path() + "/s0").body().asString()).contains("Я ждал тебя");
        assertThat(given().get(path() + "/s1").body().asString()).contains("Я ждал тебя");
    }

    @Test
    void neverGivesANumberAgain() {
        upload(SUBRIP, Map.of()).body("id", equalTo("s0")).body("label", equalTo("Subtitles"));
        upload(SUBRIP, Map.of()).body("id", equalTo("s1"));

        given().delete(path() + "/s1").then().statusCode(204);

        given().get(path() + "/s1").then().statusCode(404).body("code", equalTo("caption_not_found"));
        given().delete(path() + "/s1").then().statusCode(404);
        assertThat(store.find(CaptionLibrary.key(video, "s1"))).isEmpty();
        upload(SUBRIP, Map.of()).body("id", equalTo("s2"));
        given().get(path()).then().body("captions.id", contains("s0", "s2"));
    }

    @Test
    void aRepeatedRequestAddsNothing() {
        for (int i = 0; i < 2; i++) {
            form(SUBRIP.getBytes(StandardCharsets.UTF_8), Map.of())
                    .header("Idempotency-Key", "once")
                    .post(path())
                    .then()
                    .statusCode(201)
                    .body("id", equalTo("s0"));
        }
        given().get(path()).then().body("captions", hasSize(1));
    }

    @Test
    void goesWithItsVideo() {
        upload(SUBRIP, Map.of()).statusCode(201);
        assertThat(store.find(CaptionLibrary.key(video, "s0"))).isPresent();

        given().delete("/api/videos/" + video).then().statusCode(204);

        given().get(path()).then().statusCode(404).body("code", equalTo("video_not_found"));
        Awaitility.await()
                .until(() -> store.find(CaptionLibrary.key(video, "s0")).isEmpty());
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"language, no language", "language, 'en\"', ", "kind, karaoke", "kind, SDH", "charset, martian"})
    void namesTheFieldThatIsWrong(String field, String value) {
        upload(SUBRIP, Map.of(field, value))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_fields"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void refusesWhatIsNoCaptions() {
        upload("a text about films", Map.of())
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("captions_unreadable"));
        upload(new byte[0], Map.of()).statusCode(400);
        given().multiPart("language", "en").post(path()).then().statusCode(400).body("code", equalTo("file_missing"));
        given().multiPart("file", "a.srt", SUBRIP, "application/x-subrip")
                .multiPart("file", "b.srt", SUBRIP, "application/x-subrip")
                .post(path())
                .then()
                .statusCode(400)
                .body("code", equalTo("too_many_files"));
        upload(SUBRIP, Map.of("label", "x".repeat(101))).statusCode(400).body("errors.field", hasItem("label"));
    }

    @Test
    void refusesMoreThanTheLimit() {
        upload(new byte[(2 << 20) + 1], Map.of())
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("captions_too_large"));
    }

    @Test
    void anUnknownVideoHasNone() {
        video = UUID.randomUUID();

        upload(SUBRIP, Map.of()).statusCode(404).body("code", equalTo("video_not_found"));
        given().get(path()).then().statusCode(404).body("code", equalTo("video_not_found"));
        given().get(path() + "/s0").then().statusCode(404).body("code", equalTo("video_not_found"));
    }

    @Test
    void isDescribed() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/api/videos/{id}/captions'", hasKey("post"))
                .body("paths.'/api/videos/{id}/captions/{caption}'", hasKey("delete"))
                .body("components.schemas", hasKey("CaptionView"));
    }

    private ValidatableResponse upload(String file, Map<String, String> fields) {
        return upload(file.getBytes(StandardCharsets.UTF_8), fields);
    }

    private ValidatableResponse upload(byte[] file, Map<String, String> fields) {
        return form(file, fields).post(path()).then();
    }

    private static RequestSpecification form(byte[] file, Map<String, String> fields) {
        var request = given().multiPart("file", "film.srt", file, "application/x-subrip");
        fields.forEach(request::multiPart);
        return request;
    }

    private String path() {
        return "/api/videos/" + video + "/captions";
    }
}
