package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page makes a fixed number of statements, however many videos are on it. */
@QuarkusTest
@TestProfile(StatementsPerPageTest.Counted.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class StatementsPerPageTest {

    public static class Counted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("millrace.roles", "web", "quarkus.hibernate-orm.statistics", "true");
        }
    }

    @Inject
    VideoLibrary library;

    @Inject
    EntityManager database;

    private final String own = "s" + UUID.randomUUID().toString().replace("-", "");

    @ParameterizedTest
    @ValueSource(strings = {"/?tag=%s", "/?q=%s", "/api/videos?tag=%s", "/api/videos?q=%s", "/?category=%s"})
    void oneVideoCostsWhatTwentyFourDo(String address) {
        create();
        long one = statements(address.formatted(own));
        for (int i = 0; i < 23; i++) {
            create();
        }

        assertThat(statements(address.formatted(own))).isEqualTo(one).isLessThanOrEqualTo(6);
    }

    @Test
    void aWatchPageCostsTheSameHoweverMuchIsRelated() {
        var video = create();
        create();
        long one = statements("/watch/" + video);
        for (int i = 0; i < 23; i++) {
            create();
        }

        assertThat(statements("/watch/" + video)).isEqualTo(one);
    }

    /** The least of several: what the service does meanwhile for itself is counted too. */
    private long statements(String path) {
        var statistics =
                database.getEntityManagerFactory().unwrap(SessionFactory.class).getStatistics();
        return LongStream.range(0, 5)
                .map(i -> {
                    statistics.clear();
                    given().get(path).then().statusCode(200);
                    return statistics.getPrepareStatementCount();
                })
                .min()
                .orElseThrow();
    }

    private UUID create() {
        var id = library.create(new NewVideo(
                        UUID.randomUUID(), own, own, "private", List.of(own), own, "film.mp4", 4, "0".repeat(64)))
                .id();
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("update video set playable = true where id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            database.createNativeQuery(
                            """
                            insert into caption (video_id, number, origin, kind, language, label, preferred, forced,
                                cues_known)
                            values (:id, 0, 'upload', 'subtitles', 'en', 'English', false, false, true)""")
                    .setParameter("id", id)
                    .executeUpdate();
            database.createNativeQuery(
                            "insert into caption_cue (video_id, number, start_millis, words) values (:id, 0, 1, :own)")
                    .setParameter("id", id)
                    .setParameter("own", own)
                    .executeUpdate();
        });
        return id;
    }
}
