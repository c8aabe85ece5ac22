package dev.millrace.upload;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class UploadPagesTest {

    @Test
    void theFormPostsAFileWithoutAnyScript() {
        given().accept("text/html")
                .get("/upload")
                .then()
                .statusCode(200)
                .body(containsString("method=\"post\" action=\"/upload?csrf=\" enctype=\"multipart/form-data\""))
                .body(containsString("type=\"file\" id=\"file\" name=\"file\""))
                .body(containsString("type=\"submit\""));
    }

    @Test
    void theFormOffersSoundAndRefusesTagsThatAreTooLongBeforeItSends() {
        given().accept("text/html")
                .get("/upload")
                .then()
                .body(containsString("accept=\"video/*,audio/*,"))
                .body(containsString("pattern=\"[^,]{0,51}(,[^,]{0,51})*\""));
    }
}
