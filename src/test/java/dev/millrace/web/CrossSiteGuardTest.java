package dev.millrace.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CrossSiteGuardTest {

    @TestHTTPResource
    URI root;

    private final String video = "/api/videos/" + UUID.randomUUID();

    @ParameterizedTest(name = "Sec-Fetch-Site {0}: {1}")
    @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 404", "none, 404"})
    void letsOnlyItsOwnPagesChangeThings(String site, int status) {
        given().header("Sec-Fetch-Site", site).delete(video).then().statusCode(status);
        given().header("Sec-Fetch-Site", site).get(video).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost", "http://localhost:1"})
    void refusesForeignOrigins(String origin) {
        given().header("Origin", origin)
                .multiPart("file", "a.mp4", new byte[5])
                .post("/upload")
                .then()
                .statusCode(403);
        given().header("Origin", origin)
                .delete(video)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("cross_site_request"));
    }

    @org.junit.jupiter.api.Test
    void takesItsOwnOrigin() {
        given().header("Origin", "http://" + root.getAuthority())
                .delete(video)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "192.168.1.7",
                "127.0.0.1.evil.example"
            })
    void answersToNoForeignHostName(String host) {
        given().header("Host", host).get(video).then().statusCode(403).body("code", equalTo("wrong_host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9", "127.0.0.1", "127.1.2.3:80", "[::1]:80", "millrace.localhost"})
    void answersToThisMachinesOwnNames(String host) {
        given().header("Host", host).get(video).then().statusCode(404);
    }
}
