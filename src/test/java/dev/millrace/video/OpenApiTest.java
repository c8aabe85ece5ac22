package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;

import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class OpenApiTest {

    @Test
    void tellsOfRoutesAndResourcesAlike() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/videos'", hasKey("get"))
                .body("paths.'/api/videos'", hasKey("post"))
                .body("paths.'/api/videos'.post.requestBody.content", hasKey("multipart/form-data"))
                .body("paths.'/api/videos/{id}'", hasKey("patch"))
                .body("paths.'/api/videos/{id}/events'", hasKey("get"))
                .body("components.schemas", hasKey("VideoView"))
                .body("components.schemas.Problem.required", hasItem("code"));
        given().get("/q/swagger-ui/").then().statusCode(200).contentType(ContentType.HTML);
    }
}
