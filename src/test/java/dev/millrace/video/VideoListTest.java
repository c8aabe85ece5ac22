package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class VideoListTest {

    @Inject
    VideoLibrary library;

    @Inject
    WorkNews news;

    private final String category = "list " + UUID.randomUUID();

    @Test
    void walksThroughAllInEachOrderWithoutGapOrRepetition() {
        var titles = List.of("delta", "Alpha", "charlie", "alpha", "Bravo");
        titles.forEach(title -> create(title, List.of()));
        var newestFirst = new ArrayList<>(titles);
        Collections.reverse(newestFirst);

        assertThat(walk("newest")).isEqualTo(newestFirst);
        assertThat(walk("oldest")).isEqualTo(titles);
        assertThat(walk("title").stream().map(String::toLowerCase))
                .containsExactly("alpha", "alpha", "bravo", "charlie", "delta");
    }

    @Test
    void findsByTextTagAndState() {
        create("100% wool", List.of("Sheep", "spring"));
        UUID failed = create("1000 wolves", List.of("forest"));
        news.failed(failed, "corrupt_source", "The file is damaged.");

        list("q", "100%").body("videos.title", contains("100% wool"));
        list("q", "WOL").body("videos.title", contains("1000 wolves"));
        list("q", "sheep").body("videos.title", contains("100% wool"));
        list("q", "_").body("videos", empty());
        list("tag", "spring").body("videos.title", contains("100% wool"));
        list("tag", "spr").body("videos", empty());
        list("state", "failed").body("videos.title", contains("1000 wolves"));
        list("state", "").body("videos", hasSize(2));
        given().header(Operator.NOBODY, "")
                .queryParam("category", category)
                .get("/api/videos")
                .then()
                .body("videos.title", contains("100% wool"));
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        create("one", List.of());
        create("two", List.of());
        String cursor = list("limit", "1").extract().path("next");

        given().queryParam("cursor", cursor)
                .queryParam("sort", "title")
                .get("/api/videos")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("cursor"));
    }

    private List<String> walk(String sort) {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = given().queryParam("category", category)
                    .queryParam("sort", sort)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor == null ? "" : cursor)
                    .get("/api/videos")
                    .then()
                    .statusCode(200);
            seen.addAll(page.extract().path("videos.title"));
            cursor = page.extract().path("next");
        } while (cursor != null);
        return seen;
    }

    private ValidatableResponse list(String parameter, String value) {
        return given().queryParam("category", category)
                .queryParam(parameter, value)
                .get("/api/videos")
                .then()
                .statusCode(200);
    }

    private UUID create(String title, List<String> tags) {
        return library.create(new NewVideo(
                        UUID.randomUUID(), title, null, null, tags, category, "film.mp4", 4, "0".repeat(64)))
                .id();
    }
}
