package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong on whatever route, a program is told as RFC 9457 says. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ProblemsTest {

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "GET, /api/videos/a3b1ad5c-1111-4111-8111-000000000000, 404, video_not_found",
        "DELETE, /api/videos/a3b1ad5c-1111-4111-8111-000000000000, 404, video_not_found",
        "POST, /api/videos/a3b1ad5c-1111-4111-8111-000000000000/retry, 404, video_not_found",
        "POST, /api/videos/a3b1ad5c-1111-4111-8111-000000000000/cancel, 404, video_not_found",
        "GET, /api/videos/a3b1ad5c-1111-4111-8111-000000000000/events, 404, video_not_found",
        "GET, /v/a3b1ad5c-1111-4111-8111-000000000000/index.m3u8, 404, video_not_found",
        "GET, /v/a3b1ad5c-1111-4111-8111-000000000000/v240/0.m4s, 404, video_not_found",
        "GET, /v/nothing, 404, not_found",
        "POST, /v/a3b1ad5c-1111-4111-8111-000000000000/index.m3u8, 405, method_not_allowed",
        "GET, /api/videos/no-id, 404, not_found",
        "GET, /api/nothing, 404, not_found",
        "PUT, /api/videos, 405, method_not_allowed",
        "GET, /api/videos?limit=0, 400, invalid_fields",
        "GET, /api/videos?cursor=broken, 400, invalid_fields",
        // "newest", an id, and a moment that Java's calendar has and PostgreSQL's has not
        "GET, /api/videos?cursor=bmV3ZXN0CjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMAotOTk5OTk5OTk5LTAxLTAxVDAwOjAwOjAwWg, 400, invalid_fields",
        "POST, /api/videos, 415, not_multipart",
    })
    void isAProblem(String method, String path, int status, String code) {
        var service = new Service(root);

        var answer = service.send(method, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = service.read(answer);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isNotBlank();
        assertThat(problem.get("title").asText()).isNotBlank();
    }
}
