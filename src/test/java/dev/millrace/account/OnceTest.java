package dev.millrace.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.millrace.testing.Operations;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that are repeated with their Idempotency-Key. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class OnceTest {

    /** What is made of a name that nobody else uses. */
    private enum Thing {
        KEY("/api/keys", "api_key"),
        INVITE("/api/invites", "invite"),
        ACCOUNT("/api/accounts", "account"),
        CATEGORY("/api/categories", "category"),
        COMMENT("/api/videos/{id}/comments", "comment"),
        LINK("/api/videos/{id}/links", "share_link");

        private final String path;
        private final String table;

        Thing(String path, String table) {
            this.path = path;
            this.table = table;
        }

        private Map<String, Object> wish(String name) {
            return switch (this) {
                case KEY -> Map.of("name", name, "scopes", List.of("read", "manage", "upload"));
                case INVITE -> Map.of("role", "viewer", "hours", name.length());
                case LINK -> Map.of("hours", name.length());
                case ACCOUNT -> Map.of("login", name, "password", Person.PASSWORD, "role", "viewer");
                case CATEGORY -> Map.of("name", name);
                case COMMENT -> Map.of("text", name);
            };
        }
    }

    /** Keys of these name a video or captions, and not an answer. */
    private static final List<String> WITH_FILES =
            List.of("POST /api/videos", "POST /api/videos/{id}/captions", "POST /api/videos/{id}/clip");

    @Inject
    EntityManager database;

    @Inject
    Once once;

    private final String key = UUID.randomUUID().toString();
    private final String name = "thing-" + UUID.randomUUID();

    /** The same for all tests: to make an account takes longer than to try one. */
    private static Person admin;

    private static Person other;

    private UUID video;

    @BeforeEach
    void somebodyMayMakeEverything() {
        if (admin == null) {
            admin = Person.with("admin");
            other = Person.with("admin");
        }
        video = Rows.video(admin.id(), "ready");
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("delete from kept_answer").executeUpdate());
    }

    @Test
    void whateverMakesSomethingIsTriedHere() {
        var tried = new TreeSet<>(WITH_FILES);
        Stream.of(Thing.values()).forEach(thing -> tried.add("POST " + thing.path));

        assertThat(Operations.making().keySet()).isEqualTo(tried);
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedRequestIsAnsweredTheSameAndMakesNothing(Thing thing) {
        long before = rows(thing.table);

        var first = post(admin, thing, name);
        var second = post(admin, thing, name);

        assertThat(List.of(first.statusCode(), second.statusCode())).containsOnly(201);
        assertThat(second.asString()).isEqualTo(first.asString()).contains("\"id\"");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(rows(thing.table)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void theSameKeyWithAnotherBodyIsRefused(Thing thing) {
        post(admin, thing, name).then().statusCode(201);
        long before = rows(thing.table);

        post(admin, thing, "another-" + name).then().statusCode(422).body("code", equalTo("idempotency_key_reused"));

        assertThat(rows(thing.table)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void theSameKeyOfSomebodyElseIsAnother(Thing thing) {
        String ones = post(admin, thing, name).then().statusCode(201).extract().path("id");
        String others = post(other, thing, "another-" + name)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(others).isNotEqualTo(ones);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredCannotBeReadInTheTable(Thing thing) {
        var answer = post(admin, thing, name).then().statusCode(201).extract();

        assertThat(kept()).isNotEmpty().doesNotContain(key, name, Person.PASSWORD, answer.path("id"));
        if (thing == Thing.KEY) {
            assertThat(kept()).doesNotContain(answer.<String>path("key"), "mr_");
        }
    }

    @Test
    void aKeyOfTheSameAccountRepeatsWhatItsBrowserAsked() {
        String program = newKey("read", "manage", "admin");

        String id = post(admin, Thing.CATEGORY, name)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        post(with(program), Thing.CATEGORY, name).then().statusCode(201).body("id", equalTo(id));
    }

    @Test
    void twoRequestsAtTheSameTimeMakeOne() {
        long before = rows("category");
        var answers = QuarkusTransaction.requiringNew().call(() -> {
            database.createNativeQuery("lock table category in exclusive mode").executeUpdate();
            var sent = Stream.generate(() -> CompletableFuture.supplyAsync(() -> post(admin, Thing.CATEGORY, name)))
                    .limit(2)
                    .toList();
            Awaitility.await().until(() -> waiting() >= 2); // one for the table, one for the key
            return sent;
        });

        var first = answers.get(0).join();
        var second = answers.get(1).join();

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(rows("category")).isEqualTo(before + 1);
    }

    @Test
    void whatFailedCanBeTriedAgainWithTheSameKey() {
        String inTheWay = json(admin)
                .body(Thing.CATEGORY.wish(name))
                .post("/api/categories")
                .path("id");
        post(admin, Thing.CATEGORY, name).then().statusCode(409).body("code", equalTo("category_exists"));
        assertThat(kept()).isEmpty();
        admin.request().delete("/api/categories/" + inTheWay).then().statusCode(204);

        post(admin, Thing.CATEGORY, name).then().statusCode(201);
    }

    @Test
    void aKeyIsNotToldOfOneThatMayMore() {
        String narrow = newKey("manage");
        var wish = Map.of("name", name, "scopes", List.of("admin"));
        json(admin)
                .header("Idempotency-Key", key)
                .body(wish)
                .post("/api/keys")
                .then()
                .statusCode(201);

        json(with(narrow))
                .header("Idempotency-Key", key)
                .body(wish)
                .post("/api/keys")
                .then()
                .statusCode(403);
    }

    @Test
    void whoMayNotSeeTheVideoAnyMoreIsNotAnsweredAgain() {
        var viewer = Person.with("viewer");
        post(viewer, Thing.COMMENT, name).then().statusCode(201);
        json(admin)
                .body(Map.of("visibility", "private"))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200);

        post(viewer, Thing.COMMENT, name).then().statusCode(404).body("code", equalTo("video_not_found"));
    }

    @Test
    void aRepetitionDoesNotCountAgainstThePaceOfComments() {
        var viewer = Person.with("viewer");
        for (int n = 0; n < 6; n++) {
            post(viewer, Thing.COMMENT, name).then().statusCode(201);
        }

        for (int n = 1; n < 5; n++) {
            json(viewer)
                    .body(Map.of("text", name + n))
                    .post("/api/videos/" + video + "/comments")
                    .then()
                    .statusCode(201);
        }
        post(viewer, Thing.COMMENT, name).then().statusCode(201);
    }

    @Test
    void aFieldThatIsLeftOutIsOneThatIsNull() {
        var told = new HashMap<>(Thing.ACCOUNT.wish(name));
        told.put("name", null);
        String id = post(admin, Thing.ACCOUNT, name).path("id");

        json(admin)
                .header("Idempotency-Key", key)
                .body(told)
                .post("/api/accounts")
                .then()
                .statusCode(201)
                .body("id", equalTo(id));
    }

    @Test
    void theOrderOfScopesIsNoPartOfTheWish() {
        var backwards = new LinkedHashSet<>(List.of(Scope.MANAGE, Scope.READ));

        assertThat(new MeResource.NewKey(name, backwards).scopes()).containsExactly(Scope.READ, Scope.MANAGE);
    }

    @Test
    void afterADayTheKeyIsNewAndTheAnswerGone() {
        String first = post(admin, Thing.INVITE, name).path("id");
        hoursPass(24);
        String second =
                post(admin, Thing.INVITE, name).then().statusCode(201).extract().path("id");
        assertThat(second).isNotEqualTo(first);

        hoursPass(25);
        once.forgetOld();

        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsTooLongIsRefusedBeforeAnythingIsMade(Thing thing) {
        long before = rows(thing.table);

        json(admin)
                .header("Idempotency-Key", "x".repeat(256))
                .body(thing.wish(name))
                .post(thing.path.replace("{id}", video.toString()))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_idempotency_key"));

        assertThat(rows(thing.table)).isEqualTo(before);
    }

    private Response post(Person who, Thing thing, String of) {
        return post(who.request(), thing, of);
    }

    private Response post(RequestSpecification request, Thing thing, String of) {
        return request.contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(thing.wish(of))
                .post(thing.path.replace("{id}", video.toString()));
    }

    private String newKey(String... scopes) {
        return json(admin)
                .body(Map.of("name", "program", "scopes", List.of(scopes)))
                .post("/api/keys")
                .path("key");
    }

    private static RequestSpecification with(String apiKey) {
        return given().header("Authorization", "Bearer " + apiKey);
    }

    private static RequestSpecification json(Person who) {
        return json(who.request());
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType(ContentType.JSON);
    }

    private long rows(String table) {
        return number("select count(*) from " + table);
    }

    private long waiting() {
        return number(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    private long number(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(sql).getSingleResult()).longValue());
    }

    /** All of the table, as far as it is text. */
    private String kept() {
        var rows = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("select place, sealed from kept_answer")
                        .getResultList());
        var all = new StringBuilder();
        for (var row : rows) {
            for (var column : (Object[]) row) {
                all.append(new String((byte[]) column, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private void hoursPass(int hours) {
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update kept_answer set created_at = created_at - :hours * interval '1 hour'")
                .setParameter("hours", hours)
                .executeUpdate());
    }
}
