package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures of any time, from the playable video on. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ThumbnailTest {

    @TestHTTPResource("/")
    URI root;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void isThereForTheEndOfAFilmThatIsStillBeingMade() throws IOException {
        var video = service.upload(Films.small(80));
        var template = service.awaitPlayable(video).at("/playback/thumbnail").asText();
        assertThat(template).endsWith("/v/" + video + "/thumbnail.jpg?t={t}&width={width}");

        var image = thumbnail(video, "t=79&width=320");

        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("320x180");
        assertThat(service.video(video).get("state").asText()).isEqualTo("processing");
        service.send("DELETE", "/api/videos/" + video);
    }

    @Test
    void followsTheTimeAndTheWidth() throws IOException {
        var video = service.upload(Films.medium(4));
        service.awaitState(video, "ready");

        var early = thumbnail(video, "t=0.5&width=640");
        var late = thumbnail(video, "t=3.5&width=640");
        var tooLate = thumbnail(video, "t=100&width=640");

        assertThat(early.getWidth() + "x" + early.getHeight()).isEqualTo("640x360");
        assertThat(difference(early, late)).isGreaterThan(1);
        assertThat(difference(late, tooLate)).isPositive();
        assertThat(thumbnail(video, "t=1&width=5000").getWidth())
                .as("never enlarged")
                .isEqualTo(640);
    }

    private BufferedImage thumbnail(UUID video, String query) throws IOException {
        var answer = service.get("/v/" + video + "/thumbnail.jpg?" + query);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    /** Mean difference of green. */
    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                sum += Math.abs((one.getRGB(x, y) >> 8 & 0xff) - (other.getRGB(x, y) >> 8 & 0xff));
            }
        }
        return (double) sum / one.getWidth() / one.getHeight();
    }
}
