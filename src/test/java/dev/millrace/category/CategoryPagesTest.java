package dev.millrace.category;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on which administrators look after categories, as forms without script use it. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CategoryPagesTest {

    private final String name = "Talks " + UUID.randomUUID();

    @Inject
    Categories categories;

    private Person admin;

    @BeforeEach
    void anAdministratorComes() {
        admin = Person.with("admin");
    }

    @Test
    void aCategoryIsMadeRenamedAndRemoved() {
        post("/admin/categories", name).statusCode(303);
        page().body(containsString(name));
        var id = categories.find(name).orElseThrow().id();

        post("/admin/categories/" + id, "More " + name).statusCode(303);
        page().body(containsString("More " + name));

        page().body(containsString("Its videos are in no category then"));
        post("/admin/categories/" + id + "/remove", null)
                .statusCode(303)
                .header("Location", containsString("?done=removed"));
        page().body(not(containsString(name)));
    }

    @Test
    void aNameThatIsTakenIsSaidOnThePage() {
        post("/admin/categories", name).statusCode(303);

        post("/admin/categories", name)
                .statusCode(409)
                .body(containsString("There is a category of this name already."));
    }

    private ValidatableResponse page() {
        return admin.request().get("/admin/categories").then().statusCode(200);
    }

    private ValidatableResponse post(String path, String value) {
        var request = admin.request().redirects().follow(false);
        return (value == null ? request : request.formParam("name", value))
                .post(path)
                .then();
    }
}
