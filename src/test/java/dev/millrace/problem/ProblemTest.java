package dev.millrace.problem;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ProblemTest {

    @TestHTTPResource("/")
    URI root;

    /** Something to go wrong. */
    @Path("/api/trouble")
    @Needs(Role.VISITOR)
    public static class TroubleResource {

        public record Body(@NotBlank String title, int count, List<ProblemException.Kind> kinds) {}

        @GET
        public String number(@RestQuery @Max(3) int number) {
            return "" + number;
        }

        @GET
        @Path("/{kind}")
        public String kind(String kind) {
            if (kind.equals("BUG")) {
                throw new IllegalStateException("secret words");
            }
            throw new ProblemException(ProblemException.Kind.valueOf(kind), "some_code", "A sentence.");
        }

        @POST
        public String body(@Valid Body body) {
            return body.title();
        }
    }

    @Test
    void givesEachKindItsStatus() {
        var statuses = Map.ofEntries(
                Map.entry("INVALID", 400),
                Map.entry("UNAUTHORIZED", 401),
                Map.entry("FORBIDDEN", 403),
                Map.entry("NOT_FOUND", 404),
                Map.entry("CONFLICT", 409),
                Map.entry("TOO_LARGE", 413),
                Map.entry("UNSUPPORTED_TYPE", 415),
                Map.entry("UNPROCESSABLE", 422),
                Map.entry("TOO_MANY", 429),
                Map.entry("UNAVAILABLE", 503),
                Map.entry("STORAGE_FULL", 507));
        for (var kind : ProblemException.Kind.values()) {
            problem(given().get("/api/trouble/" + kind), statuses.get(kind.name()), "some_code")
                    .body("detail", equalTo("A sentence."))
                    .body("type", equalTo("/problems/some_code"));
        }
        given().get("/api/trouble/UNAVAILABLE").then().header("Retry-After", matchesPattern("\\d+"));
    }

    @Test
    void namesFieldsAsTheClientDoes() {
        problem(given().get("/api/trouble?number=9"), 400, "invalid_fields")
                .body("errors.field", equalTo(List.of("number")))
                .body("detail", not(containsString("TroubleResource")));
        problem(json("{\"title\": \" \"}"), 400, "invalid_fields").body("errors.field", equalTo(List.of("title")));
        problem(json("{\"title\": \"x\", \"count\": \"many\"}"), 400, "invalid_fields")
                .body("errors.field", equalTo(List.of("count")));
        problem(json("{\"title\": \"x\", \"kinds\": [\"INVALID\", \"odd\"]}"), 400, "invalid_fields")
                .body("errors.field", equalTo(List.of("kinds[1]")));
        problem(given().contentType(ContentType.JSON).patch("/api/site"), 400, "invalid_fields")
                .body("errors.field", equalTo(List.of("body")));
        problem(
                        given().contentType(ContentType.JSON)
                                .body("{\"player.loop\": \"perhaps\"}")
                                .patch("/api/site"),
                        400,
                        "invalid_fields")
                .body("errors.field", equalTo(List.of("player.loop")));
    }

    @Test
    void understandsWhatClientsGetWrong() {
        problem(json("{\"title\": "), 400, "malformed_json");
        problem(given().get("/api/trouble?number=many"), 400, "invalid_parameter");
        problem(given().get("/api/videos?limit=many"), 400, "invalid_parameter");
        problem(given().get("/api/videos?limit=0"), 400, "invalid_fields").body("errors[0].field", equalTo("limit"));
        problem(given().get("/api/videos?state=lost"), 400, "invalid_fields").body("errors[0].field", equalTo("state"));
        problem(given().get("/api/videos?cursor=abc"), 400, "invalid_fields")
                .body("errors[0].field", equalTo("cursor"));
        problem(given().get("/api/videos/not-a-uuid"), 404, "not_found");
        problem(given().get("/api/videos/zzzzzzzz-1-1-1-1"), 404, "not_found");
        problem(given().get("/api/videos/" + UUID.randomUUID()), 404, "video_not_found");
        problem(given().get("/api/nothing/here"), 404, "not_found");
        problem(given().put("/api/videos"), 405, "method_not_allowed");
        problem(given().accept("image/png").get("/api/videos"), 406, "not_acceptable");
        problem(
                given().contentType("text/plain").body("x").patch("/api/videos/" + UUID.randomUUID()),
                415,
                "unsupported_media_type");
    }

    @Test
    void tellsWhichMethodsAnAddressTakes() {
        var one = "/api/videos/" + UUID.randomUUID();
        var methods = "DELETE, GET, HEAD, OPTIONS, PATCH";
        problem(given().put(one), 405, "method_not_allowed").header("Allow", methods);
        given().options(one).then().statusCode(204).header("Allow", methods);
        problem(given().put("/api/videos"), 405, "method_not_allowed").header("Allow", "GET, HEAD, OPTIONS, POST");
        problem(given().post(one + "/events"), 405, "method_not_allowed").header("Allow", "GET, OPTIONS");
        problem(given().put("/api/studio/events"), 405, "method_not_allowed").header("Allow", "GET, OPTIONS");
        given().head("/api/studio/events").then().statusCode(405).header("Allow", "GET, OPTIONS");
        given().delete("/oembed").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        problem(given().options("/api/nope"), 404, "not_found");
    }

    @Test
    void tellsHowToSayWhoOneIs() {
        problem(given().header(Operator.NOBODY, "").get("/api/keys"), 401, "not_signed_in")
                .header("WWW-Authenticate", "Bearer realm=\"millrace\"");
        for (var key : List.of("Bearer", "Bearer ", "bearer wrong")) {
            problem(given().header("Authorization", key).get("/api/videos"), 401, "invalid_key")
                    .header("WWW-Authenticate", "Bearer realm=\"millrace\", error=\"invalid_token\"");
        }
        given().header(Operator.NOBODY, "")
                .accept(ContentType.HTML)
                .post("/account/keys")
                .then()
                .header("WWW-Authenticate", nullValue());
    }

    @Test
    void isToldToWhoeverAcceptsErrorsOrPagesOnly() {
        for (var accept : List.of(Problems.MEDIA_TYPE, "text/html")) {
            problem(given().accept(accept).get("/api/videos/" + UUID.randomUUID()), 404, "video_not_found");
            given().accept(accept).get("/api/videos").then().statusCode(200).contentType(ContentType.JSON);
        }
        problem(
                given().accept("video/mp4").get("/api/videos/" + UUID.randomUUID() + "/source"),
                404,
                "video_not_found");
    }

    @Test
    void isToldWhereABodyIsTooLarge() {
        problem(json("\"" + "x".repeat(10_500_000) + "\""), 413, "too_large");
    }

    @Test
    void isToldOfAHeadThatIsTooLarge() throws IOException {
        assertThat(raw("GET /api/videos?q=" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json", "\"code\":\"address_too_long\"");
        assertThat(raw("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html"))
                .startsWith("HTTP/1.1 414 ")
                .contains("<h1");
        assertThat(raw("GET /api/videos HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(21_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers_too_large\"");
    }

    /** The whole answer to a head that no client would send. */
    private String raw(String head) throws IOException {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    @Test
    void tellsNothingAboutABugButWhereItIsLogged() {
        problem(given().get("/api/trouble/BUG"), 500, "internal_error")
                .body("detail", not(containsString("secret")))
                .body(
                        "detail",
                        matchesPattern("Something went wrong on our side. The log has it under [0-9a-f-]{36}."));
    }

    private static Response json(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/trouble");
    }

    private static ValidatableResponse problem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
