package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sound that is too long to be heard whole before its first segment is made. */
@QuarkusTest
@TestProfile(LoudnessEstimateTest.TenSecondsAreLong.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class LoudnessEstimateTest {

    public static class TenSecondsAreLong implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("millrace.transcode.loudness-whole-up-to", "10s");
        }
    }

    @TestHTTPResource("/")
    URI root;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void anEstimateThatIsWrongIsCorrectedAndTheOwnerIsTold() {
        var video = heardWhole(Films.loudInBetween());

        assertThat(sound(video).at("/loudness/integratedLufs").asDouble()).isGreaterThan(-10);
        assertThat(sound(video).at("/loudness/gainDb").asDouble())
                .as("of the soft parts: all segments have the gain they were made with")
                .isGreaterThan(15);
        assertThat(video.at("/warnings/0/code").asText()).isEqualTo("loudness_estimate_off");
        assertThat(video.at("/warnings/0/message").asText()).contains("The sound was estimated at -3");
    }

    @Test
    void anEstimateThatIsRightIsReplacedAndNothingIsSaid() {
        var video = heardWhole(Films.small(40));

        assertThat(sound(video).at("/loudness/gainDb").asDouble()).isPositive();
        assertThat(video.at("/warnings")).isEmpty();
    }

    private JsonNode heardWhole(Path film) {
        UUID id = service.upload(film);
        service.awaitState(id, "ready");
        var video = service.await(id, v -> !sound(v).at("/loudness/estimated").asBoolean(true));
        service.send("DELETE", "/api/videos/" + id);
        return video;
    }

    private static JsonNode sound(JsonNode video) {
        for (var rendition : video.get("renditions")) {
            if (rendition.get("type").asText().equals("audio")) {
                return rendition;
            }
        }
        throw new AssertionError("no sound in " + video);
    }
}
