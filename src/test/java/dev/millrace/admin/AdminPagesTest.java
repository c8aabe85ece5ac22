package dev.millrace.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.millrace.queue.NewTask;
import dev.millrace.queue.TaskQueue;
import dev.millrace.studio.Shelf;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class AdminPagesTest {

    @Inject
    Shelf shelf;

    @Inject
    TaskQueue queue;

    @Inject
    EntityManager database;

    @Inject
    LastHours hours;

    private Person admin;

    @BeforeEach
    void anAdministratorComes() {
        admin = Person.with("admin");
    }

    @Test
    void theLastHoursAreDrawnAndToldInTables() {
        shelf.put("Just come", null, "queued");
        shelf.put("Could not be made", null, "failed");
        var made = shelf.put("Made", null, "ready");
        var task = queue.enqueue(new NewTask("video", made, "{}", 1));
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery(
                            """
                            update video set duration_seconds = 60, published_at = created_at + interval '3 seconds',
                                processing_since = now() - interval '20 seconds' where id = :id""")
                    .setParameter("id", made)
                    .executeUpdate();
            database.createNativeQuery("update task set state = 'done', attempt = 1, ended_at = now() where id = :task")
                    .setParameter("task", task)
                    .executeUpdate();
            database.createNativeQuery(
                            """
                            insert into attempt (task_id, number, worker, started_at, ended_at, outcome)
                            values (:task, 1, 'w', now() - interval '10 seconds', now(), 'done')""")
                    .setParameter("task", task)
                    .executeUpdate();
        });

        var charts = hours.charts();

        assertThat(charts).extracting(Chart::key).containsExactly("videos", "speed", "waiting", "stored");
        assertThat(charts).noneMatch(Chart::empty);
        var now = charts.get(0).hours().get(charts.get(0).hours().size() - 1);
        assertThat(now.values())
                .allSatisfy(count -> assertThat(Integer.parseInt(count)).isPositive());
        admin.request()
                .get("/admin")
                .then()
                .statusCode(200)
                .body(containsString("data-testid=\"chart-videos\""), containsString("<rect class=\"chart-0\""))
                .body(containsString("As a table"));
    }

    @Test
    void theQueueSaysWhatTheLastAttemptCameTo() {
        var video = shelf.put("Stuck in the mill", null, "processing");
        var task = queue.enqueue(new NewTask("video", video, "{}", 999));
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("update task set attempt = 2 where id = :task")
                    .setParameter("task", task)
                    .executeUpdate();
            for (int number = 1; number <= 2; number++) {
                database.createNativeQuery(
                                """
                                insert into attempt (task_id, number, worker, started_at, ended_at, outcome, code, reason)
                                values (:task, :number, 'w', now(), now(), 'retry', 'engine_crash', :reason)""")
                        .setParameter("task", task)
                        .setParameter("number", number)
                        .setParameter("reason", "The engine died, time " + number + ".")
                        .executeUpdate();
            }
        });

        assertThat(admin.request().get("/admin").asString())
                .contains("Stuck in the mill", "The engine died, time 2.", "Stop it: Stuck in the mill")
                .doesNotContain("time 1.");
        admin.request()
                .get("/api/queue?limit=500")
                .then()
                .statusCode(200)
                .body("tasks.find { it.id == '" + task + "' }.reason", equalTo("The engine died, time 2."))
                .body("tasks.find { it.id == '" + task + "' }.attempt", equalTo(2))
                .body("counts.kind", hasItem("video"));
        admin.request()
                .redirects()
                .follow(false)
                .post("/admin/videos/" + video + "/cancel")
                .then()
                .statusCode(303);
        admin.request().get("/api/videos/" + video).then().body("failure.code", equalTo("cancelled"));
    }

    @Test
    void theWorkOnAVideoThatIsReadyIsNotOfferedToBeStopped() {
        var video = shelf.put("Long ready", null, "ready");
        queue.enqueue(new NewTask("storyboard", video, "{}", 999));

        assertThat(admin.request().get("/admin").asString())
                .contains("Long ready")
                .doesNotContain("Stop it: Long ready");
        var refused = admin.request().post("/admin/videos/" + video + "/cancel");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.asString()).contains("There is no work to cancel: the video is ready.", "Long ready");
    }

    @Test
    void aWorkerShowsWhatItHasInHand() {
        var video = shelf.put("Under the wheel", null, "processing");
        var task = queue.enqueue(new NewTask("video", video, "{}", 1));
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery(
                            "insert into worker (name, slots, started_at, seen_at) values ('mill-1', 2, now(), now())")
                    .executeUpdate();
            database.createNativeQuery(
                            "update task set state = 'running', worker = 'mill-1', heartbeat_at = now() where id = :task")
                    .setParameter("task", task)
                    .executeUpdate();
        });

        var hand =
                admin.request().get("/admin").asString().replaceAll("(?s).*data-testid=\"in-hand\">(.*?)</p>.*", "$1");

        assertThat(hand).contains("href=\"/studio/" + video + "\"", "Under the wheel", ">video<");
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("delete from task where id = :task")
                    .setParameter("task", task)
                    .executeUpdate();
            database.createNativeQuery("delete from worker where name = 'mill-1'")
                    .executeUpdate();
        });
    }

    @Test
    void aFailedVideoOfAnybodysIsTriedAgain() {
        var video = shelf.put("Failed somewhere", Person.with("uploader"), "failed");
        shelf.source(video, "0123456789");

        assertThat(admin.request().get("/admin").asString()).contains("Failed somewhere", "The engine died.");
        admin.request()
                .redirects()
                .follow(false)
                .post("/admin/videos/" + video + "/retry")
                .then()
                .statusCode(303);

        admin.request().get("/api/videos/" + video).then().body("state", equalTo("queued"));
    }

    @Test
    void withoutAWorkerThePageSaysSo() {
        assertThat(admin.request().get("/admin").asString()).contains("There is no worker");
    }

    @Test
    void pagesAskTheSameNumberOfQuestionsHoweverMuchThereIs() {
        shelf.put("First", admin, "failed");
        long work = shelf.statements(() -> admin.request().get("/admin").then().statusCode(200));
        long storage = shelf.statements(
                () -> admin.request().get("/admin/storage").then().statusCode(200));
        for (int i = 0; i < 20; i++) {
            queue.enqueue(new NewTask("video", shelf.put("More " + i, admin, "processing"), "{}", 1));
            shelf.put("Failed " + i, admin, "failed");
        }

        assertThat(shelf.statements(() -> admin.request().get("/admin").then().statusCode(200)))
                .isLessThanOrEqualTo(work + 1); // titles, if there was nothing in the queue before
        assertThat(shelf.statements(
                        () -> admin.request().get("/admin/storage").then().statusCode(200)))
                .isEqualTo(storage);
    }

    @Test
    void storageIsListedByVideo() {
        var video = shelf.put("A large one", admin, "ready");
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery(
                            """
                            update video set size_bytes = 800000000000, watermark = cast(:watermark as jsonb)
                            where id = :id""")
                    .setParameter("id", video)
                    .setParameter(
                            "watermark",
                            """
                            {"look": {"corner": "CENTRE", "opacity": 50, "width": 10}, "sizeBytes": 100000000000, "sha256": ""}""")
                    .executeUpdate();
            database.createNativeQuery(
                            "insert into segment (video_id, rendition, number, size_bytes) values (:id, 'v360', 0, 100000000000)")
                    .setParameter("id", video)
                    .executeUpdate();
        });

        assertThat(admin.request().get("/admin/storage").asString())
                .contains("A large one", "900 GB", "100 GB", "1 TB", "free on the disk");
        given().delete("/api/videos/" + video).then().statusCode(204);
    }

    @Test
    void peopleGetOtherRolesAndAreShutOut() {
        var somebody = Person.with("viewer");

        post("/admin/people/" + somebody.id() + "/role", "role", "uploader", 303);
        somebody.request().get("/api/me").then().body("role", equalTo("uploader"));
        post("/admin/people/" + somebody.id() + "/disable", "nothing", "", 303);
        somebody.request()
                .redirects()
                .follow(false)
                .accept("text/html")
                .get("/account")
                .then()
                .statusCode(303);
        assertThat(found(somebody))
                .contains(somebody.login(), "disabled", "Enable")
                .doesNotContain("data-login=\"" + admin.login());
        post("/admin/people/" + somebody.id() + "/enable", "nothing", "", 303);
        post("/admin/people/" + UUID.randomUUID() + "/disable", "nothing", "", 404);
        post("/admin/people/" + somebody.id() + "/role", "role", "king", 400);
    }

    @Test
    void nobodyIsOfferedToShutThemselvesOut() {
        var other = Person.with("uploader");

        assertThat(found(other)).contains("/disable?", ">Uploader</option>");
        assertThat(found(admin))
                .contains("Save role", ">Administrator</option>")
                .doesNotContain("/disable?");
    }

    private String found(Person person) {
        return admin.request()
                .queryParam("q", person.login())
                .get("/admin/people")
                .asString();
    }

    @Test
    void anInviteIsShownOnceAndCanBeWithdrawn() {
        var once = admin.request()
                .redirects()
                .follow(false)
                .formParam("role", "moderator")
                .post("/admin/people/invites")
                .then()
                .statusCode(303)
                .extract()
                .cookie("millrace_once");
        var page = admin.request()
                .cookie("millrace_once", once)
                .get("/admin/people")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store")
                .cookie("millrace_once", "")
                .body(containsString("/join/"), containsString("data-action=\"copy\""))
                .extract()
                .asString();
        var withdraw = page.replaceAll("(?s).*action=\"(/admin/people/invites/[^\"?]*/withdraw).*", "$1");

        assertThat(withdraw).startsWith("/admin/people/invites/");
        assertThat(admin.request().get("/admin/people").asString()).doesNotContain("/join/");
        post(withdraw, "nothing", "", 303);
        post(withdraw, "nothing", "", 404);
        assertThat(admin.request()
                        .cookie("millrace_once", once)
                        .get("/admin/people")
                        .asString())
                .doesNotContain("/join/");
    }

    @Test
    void theAddressOfARefusedFormLeadsBackToItsPage() {
        admin.request()
                .redirects()
                .follow(false)
                .get("/admin/people/" + admin.id() + "/role")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/admin/people"));
    }

    @Test
    void theSiteIsSetByAForm() {
        admin.request()
                .formParam("name", "The mill")
                .formParam("visibility", "public")
                .formParam("controls", "true")
                .formParam("poster", "true")
                .formParam("origins", "https://a.example\nhttps://b.example")
                .redirects()
                .follow(false)
                .post("/admin/site")
                .then()
                .statusCode(303)
                .header("Location", containsString("/admin/site?done"));
        given().get("/api/site")
                .then()
                .body("'site.name'", equalTo("The mill"))
                .body("'embed.allowed-origins'", startsWith("https://a.example,https://b"));
        admin.request()
                .formParam("name", "x".repeat(61))
                .formParam("visibility", "public")
                .post("/admin/site")
                .then()
                .statusCode(400)
                .body(containsString("The name of the site must not be longer than 60 characters."));
        post("/admin/site", "controls", "true", 303);
        given().get("/api/site").then().body("size()", equalTo(1)).body("'player.poster'", equalTo("false"));
        given().contentType(ContentType.JSON)
                .body("{\"player.poster\": null}")
                .patch("/api/site")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
    }

    private void post(String path, String field, String value, int status) {
        admin.request()
                .redirects()
                .follow(false)
                .formParam(field, value)
                .post(path)
                .then()
                .statusCode(status);
    }
}
