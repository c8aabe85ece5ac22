package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.millrace.testing.Operations;
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
                .body("components.schemas.Problem.required", hasItem("code"))
                .body("components.securitySchemes.key.scheme", equalTo("bearer"))
                .body("paths.'/api/videos/{id}/retry'.post.responses", hasKey("202"))
                .body("paths.'/api/videos/{id}/view'.post.responses", hasKey("204"))
                .body("paths.'/api/videos/{id}/view'.post", not(hasKey("requestBody")))
                .body(
                        "paths.'/api/videos/{id}/captions'.post.responses.'201'.content.'application/json'.schema.'$ref'",
                        endsWith("/CaptionView"))
                .body("components.schemas.VideoView.properties.owner.type", hasItem("null"))
                .body("paths", not(hasKey("/watch/{id}")))
                .body("components.schemas", not(hasKey("ByteBuf")))
                .body("components.schemas", not(hasKey("FileSystem")))
                .body("components.schemas", not(hasKey("TemplateInstance")));
        given().get("/q/swagger-ui/").then().statusCode(200).contentType(ContentType.HTML);
    }

    @Test
    void whateverMakesSomethingTakesAnIdempotencyKey() {
        var making = Operations.making();

        assertThat(making).hasSizeGreaterThan(5);
        assertThat(making).allSatisfy((name, parameters) -> assertThat(parameters)
                .as(name)
                .anySatisfy(parameter -> assertThat(parameter)
                        .containsEntry("name", "Idempotency-Key")
                        .containsEntry("in", "header")
                        .containsKey("description")
                        .extractingByKey("schema", MAP)
                        .containsEntry("maxLength", 255)));
    }
}
