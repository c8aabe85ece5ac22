package dev.millrace.account;

import static io.restassured.RestAssured.given;

import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** People behind a proxy of this machine are told apart. */
@QuarkusTest
@TestProfile(BehindProxyTest.Proxied.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class BehindProxyTest {

    public static class Proxied implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("millrace.roles", "web", "millrace.public-url", "https://films.example.org");
        }
    }

    @Test
    void whoTriesManyNamesKeepsNobodyElseOut() {
        for (int i = 0; i < 20; i++) {
            login("198.51.100." + i + ", 192.0.2.66").statusCode(401);
        }

        login("198.51.100.99, 192.0.2.66").statusCode(429);
        login("198.51.100.99, 192.0.2.67").statusCode(401);
    }

    @Test
    void schemeAndHostAreThePublicUrls() {
        login("192.0.2.68").statusCode(401);
        given().header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "gopher")
                .contentType("application/json")
                .body(Map.of("role", "viewer"))
                .post("/api/invites")
                .then()
                .statusCode(201)
                .body("url", Matchers.startsWith("https://films.example.org/join/"));
        given().header("Host", "evil.example")
                .header("X-Forwarded-Host", "films.example.org")
                .get("/api/videos")
                .then()
                .statusCode(403);
        given().header("Host", "films.example.org").get("/api/videos").then().statusCode(200);
    }

    private static ValidatableResponse login(String forwarded) {
        return given().header(Operator.NOBODY, "")
                .header("X-Forwarded-For", forwarded)
                .header("Origin", "https://films.example.org")
                .redirects()
                .follow(false)
                .formParam("login", "nobody-" + UUID.randomUUID())
                .formParam("password", "not the password")
                .post("/login")
                .then();
    }
}
