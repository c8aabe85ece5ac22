package dev.millrace.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class FrameTest {

    private static final Pattern INLINE =
            Pattern.compile("<style|<script(?![^>]*\\bsrc=)|<[a-z][^>]*\\s(style|on[a-z]+)=", Pattern.CASE_INSENSITIVE);

    /** What stands between the quotes of attributes: other tests may have given films hostile titles. */
    private static final Pattern VALUES = Pattern.compile("(?<==)\"[^\"]*\"");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/upload", "/nothing-here", "/watch/not-an-id"})
    void everyPageComesWithThePolicyAndObeysIt(String path) {
        var page = given().accept("text/html")
                .get(path)
                .then()
                .contentType("text/html")
                .header("Content-Security-Policy", SecurityHeaders.PAGE_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .extract()
                .asString();

        assertThat(INLINE.matcher(VALUES.matcher(page).replaceAll("\"\"")).results())
                .isEmpty();
        assertThat(page).contains("href=\"#main\"").contains("<main id=\"main\"");
    }

    @Test
    void thePolicyAllowsNoInlineScriptOrStyle() {
        assertThat(SecurityHeaders.PAGE_POLICY)
                .doesNotContain("unsafe")
                .contains("default-src 'self'", "frame-ancestors 'none'");
    }

    @Test
    void anUnknownAddressIsAPageForPeople() {
        given().accept("text/html,*/*;q=0.8")
                .get("/nothing-here")
                .then()
                .statusCode(404)
                .body(containsString("There is nothing at this address."))
                .body(containsString("data-testid=\"error\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing-here", "/v/nothing-here"})
    void anUnknownAddressOfProgramsIsNoPage(String path) {
        given().accept("text/html").get(path).then().statusCode(404).body(not(containsString("<main")));
    }

    @Test
    void bytesAreNotSniffedAndCarryNoPagePolicy() {
        given().get("/assets/app.css")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", nullValue());
    }

    @Test
    void theListOfTheApiIsShownInNoFrameAndLoadsNothingFromElsewhere() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", equalTo(SecurityHeaders.TOOL_POLICY))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("same-origin"));
    }

    @Test
    void assetAddressesChangeWithTheBuild() {
        var page = given().accept("text/html").get("/upload").asString();
        var script = Pattern.compile("/assets/upload\\.js\\?v=([0-9a-f]{12})").matcher(page);

        assertThat(script.find()).isTrue();
        assertThat(Assets.version()).isEqualTo(script.group(1));
        given().get(script.group()).then().statusCode(200).contentType("text/javascript");
    }

    @Test
    void scriptsAndStylesComeCompressedAndAreKeptForAsLongAsTheirVersion() {
        given().header("Accept-Encoding", "gzip")
                .get("/assets/app.css?v=" + Assets.version())
                .then()
                .statusCode(200)
                .contentType("text/css")
                .header("Content-Encoding", "gzip")
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "public, max-age=31536000, immutable");
        given().header("Accept-Encoding", "gzip")
                .get("/assets/app.css?v=another")
                .then()
                .header("Cache-Control", "no-cache");
        given().header("Accept-Encoding", "gzip;q=0")
                .get("/assets/app.css")
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue());
    }
}
