package dev.millrace.community;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import dev.millrace.account.Role;
import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewing counts once. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ViewsTest {

    private static final String HOME = "192.0.2.7";
    private static final String FIREFOX = "Mozilla/5.0 Firefox";

    @Inject
    Village village;

    @Inject
    EntityManager database;

    @Inject
    VideoAccess access;

    private final StandingClock clock = new StandingClock(Village.noon());
    private Views views;
    private UUID video;

    @BeforeEach
    void aVideo() {
        views = new Views(database, access, new DailySalts(database), clock);
        video = village.video("public", null);
    }

    @Test
    void theSameViewerCountsOnceInSixHours() {
        assertThat(watch(Caller.VISITOR, HOME, FIREFOX)).isTrue();
        assertThat(watch(Caller.VISITOR, HOME, FIREFOX)).isFalse();
        clock.goOn(Duration.ofHours(5));
        assertThat(watch(Caller.VISITOR, HOME, FIREFOX)).isFalse();
        clock.goOn(Duration.ofHours(1));
        assertThat(watch(Caller.VISITOR, HOME, FIREFOX)).isTrue();
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void othersCountForThemselves() {
        var ada = village.somebody(Role.VIEWER);
        watch(Caller.VISITOR, HOME, FIREFOX);
        watch(Caller.VISITOR, HOME, "Chromium");
        watch(Caller.VISITOR, "192.0.2.8", FIREFOX);
        watch(ada, HOME, FIREFOX);

        assertThat(watch(ada, "198.51.100.1", "on the train")).isFalse();
        assertThat(counted()).isEqualTo(4);
    }

    @Test
    void aScriptThatCallsItselfManyThingsIsNoCrowd() {
        for (int i = 0; i < 40; i++) {
            watch(Caller.VISITOR, HOME, "Browser " + i);
        }

        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void midnightMakesNobodyNew() {
        clock.goOn(Duration.ofHours(11).plusMinutes(59));
        assertThat(watch(Caller.VISITOR, HOME, FIREFOX)).isTrue();
        clock.goOn(Duration.ofMinutes(2));
        assertThat(watch(Caller.VISITOR, HOME, FIREFOX)).isFalse();
    }

    @Test
    void whatIsNotYetAddedUpIsNotLost() {
        watch(Caller.VISITOR, HOME, FIREFOX);
        clock.goOn(Duration.ofHours(7));
        watch(Caller.VISITOR, HOME, FIREFOX);
        in(() -> views.fold());
        in(() -> views.fold());

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aVideoThatIsBeingChangedWaitsForNobody() {
        watch(Caller.VISITOR, HOME, FIREFOX);
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("select 1 from video where id = ?1 for no key update")
                    .setParameter(1, video)
                    .getResultList();
            in(() -> views.fold());
            assertThat(watch(Caller.VISITOR, "192.0.2.9", FIREFOX)).isTrue();
        });

        assertThat(shown()).isZero();
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void nothingPersonalIsKept() {
        watch(Caller.VISITOR, HOME, FIREFOX);
        assertThat((byte[]) village.ask("select viewer from viewing where video_id = ?1", video))
                .hasSize(16);
        in(() -> views.fold());
        clock.goOn(Duration.ofDays(2));
        in(() -> views.forget());

        assertThat(village.ask("select count(*) from viewing where video_id = ?1", video))
                .isEqualTo(0L);
        assertThat(village.ask("select count(*) from viewing_salt where day = date '2026-05-04'"))
                .isEqualTo(0L);
    }

    @Test
    void aPrivateVideoCountsForThoseWhoSeeIt() {
        var owner = village.somebody(Role.UPLOADER);
        video = village.video("private", owner.account());

        assertThatThrownBy(() -> watch(Caller.VISITOR, HOME, FIREFOX)).hasMessageContaining("There is no video");
        assertThat(watch(owner, HOME, FIREFOX)).isTrue();
    }

    @Test
    void aPageThatIsOnlyLoadedDoesNotCount() {
        given().header(Operator.NOBODY, "").get("/watch/" + video).then().statusCode(200);
        assertThat(counted()).isZero();

        given().header(Operator.NOBODY, "")
                .post("/api/videos/" + video + "/view")
                .then()
                .statusCode(204);
        assertThat(counted()).isEqualTo(1);
    }

    private boolean watch(Caller who, String address, String agent) {
        return QuarkusTransaction.requiringNew().call(() -> views.count(video, who, address, agent));
    }

    private long counted() {
        in(() -> views.fold());
        return shown();
    }

    private long shown() {
        return ((Number) village.ask("select views from video where id = ?1", video)).longValue();
    }

    private static void in(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }
}
