package dev.millrace.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A public film of a service that is for its members alone. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class MembersOnlyTest {

    @TestHTTPResource("/")
    URI root;

    @Inject
    SiteSettings settings;

    @AfterEach
    void openAgain() {
        set("");
    }

    @Test
    void itsAddressOpensNothingAndMembersGetAnother() {
        var service = new Service(root);
        var video = service.upload(Films.small(2));
        service.awaitState(video, "ready");
        var open = "/v/" + video + "/index.m3u8";
        given().header(Operator.NOBODY, "").get(open).then().statusCode(200);

        set("true");

        given().header(Operator.NOBODY, "").get(open).then().statusCode(404);
        String hls = Person.with("viewer")
                .request()
                .get("/api/videos/" + video)
                .then()
                .statusCode(200)
                .extract()
                .path("playback.hls");
        given().header(Operator.NOBODY, "")
                .get(URI.create(hls).getPath())
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("private"));
        given().header(Operator.NOBODY, "").get("/api/videos").then().statusCode(401);
    }

    @Test
    void aLinkOpensItsVideoAndNothingElse() {
        var owner = Person.with("uploader");
        var linked = Rows.video(owner.id(), "ready");
        var other = Rows.video(owner.id(), "ready");
        set("true");
        var link = owner.request()
                .contentType("application/json")
                .body(Map.of("hours", 1))
                .post("/api/videos/" + linked + "/links")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("url")
                .replaceFirst("^https?://[^/]+", "");

        String cookie = given().header(Operator.NOBODY, "")
                .get(link)
                .then()
                .statusCode(200)
                .extract()
                .cookie("millrace_links");

        given().cookie("millrace_links", cookie)
                .get("/api/videos/" + linked)
                .then()
                .statusCode(200);
        given().cookie("millrace_links", cookie)
                .get("/api/videos/" + other)
                .then()
                .statusCode(404);
        given().cookie("millrace_links", cookie).get("/api/videos").then().statusCode(401);
    }

    private void set(String value) {
        settings.change(Map.of(SiteSetting.MEMBERS_ONLY, value));
        Awaitility.await().until(() -> settings.membersOnly() == value.equals("true"));
    }
}
