package dev.millrace.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of films as films of their own: their length to the picture, and which pictures they are. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ClipTest {

    @TestHTTPResource("/")
    URI root;

    private Service service;
    private UUID whole;

    @BeforeEach
    void aFilmIsThere() {
        service = new Service(root);
        whole = service.upload(Films.small(9));
        service.awaitState(whole, "ready");
    }

    @Test
    void aClipHasThePicturesOfItsPartAndNoOthers() throws IOException {
        double rate = service.video(whole).path("frameRate").asDouble();
        double start = 47 / rate;
        double end = 131 / rate;

        var clip = clip(whole, start, end);
        var video = service.awaitState(clip, "ready");

        assertThat(video.path("durationSeconds").asDouble()).isCloseTo(84 / rate, within(1e-6));
        assertThat(pictures(clip)).isEqualTo(84);
        for (int picture : new int[] {0, 1, 40, 83}) {
            assertThat(difference(picture(clip, picture / rate), picture(whole, (47 + picture) / rate)))
                    .as("picture %d of the clip", picture)
                    .isLessThan(difference(picture(clip, picture / rate), picture(whole, (49 + picture) / rate)));
        }
        assertThat(video.path("source").path("sha256"))
                .isEqualTo(service.video(whole).path("source").path("sha256"));
    }

    @Test
    void aClipOfAClipCountsFromTheClip() throws IOException {
        double rate = service.video(whole).path("frameRate").asDouble();
        var outer = clip(whole, 50 / rate, 200 / rate);
        service.awaitState(outer, "ready");

        var inner = clip(outer, 25 / rate, 75 / rate);
        service.awaitState(inner, "ready");

        assertThat(pictures(inner)).isEqualTo(50);
        assertThat(difference(picture(inner, 0), picture(whole, 75 / rate)))
                .isLessThan(difference(picture(inner, 0), picture(whole, 78 / rate)));
    }

    /** A tone begins after five seconds; the clip begins on the AAC frame 8 ms before it. */
    @Test
    void aClipOfSoundAloneIsCutToTheSample() throws IOException {
        var tone = Films.make(
                "tone-at-5.flac",
                "-f",
                "lavfi",
                "-i",
                "aevalsrc='if(lt(t,5),0,0.5*sin(2*PI*1000*t))':sample_rate=48000:duration=9");
        var sound = service.upload(tone);
        service.awaitState(sound, "ready");

        var clip = clip(sound, 4.992, 8);
        var video = service.awaitState(clip, "ready");

        assertThat(video.path("durationSeconds").asDouble()).isCloseTo(3.008, within(1e-6));
        var samples = samples(clip);
        assertThat(samples.length).isEqualTo(141 * 1024);
        assertThat(onset(samples)).isCloseTo(384, within(240)); // the encoder lets it swell
        assertThat(degrees(samples, 60_000)).isCloseTo(0, within(1.0)); // a sample is 7.5
    }

    @Test
    void whatIsNoPartOfTheFilmIsRefused() {
        for (var wrong : new double[][] {{-1, 2}, {3, 3}, {4, 2}, {100, 110}}) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("start", wrong[0], "end", wrong[1]))
                    .post("/api/videos/" + whole + "/clip")
                    .then()
                    .statusCode(400)
                    .body("detail", equalTo("end must be after the start, and both inside the film."));
        }
    }

    private UUID clip(UUID of, double start, double end) {
        return UUID.fromString(given().contentType(ContentType.JSON)
                .body(Map.of("start", start, "end", end, "title", "A part"))
                .post("/api/videos/" + of + "/clip")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** The first sound of a stream, decoded. */
    private float[] samples(UUID video) throws IOException {
        var list = service.playlists(video).stream()
                .filter(p -> p.contains("/a0/"))
                .findFirst()
                .orElseThrow();
        var all = new ByteArrayOutputStream();
        for (var part : service.uris(list)) {
            all.write(service.get(part).body());
        }
        var stream = Files.write(Path.of("target", "service-films", video + ".mp4"), all.toByteArray());
        var decoded = Films.make(video + ".raw", "-i", stream.toString(), "-ac", "1", "-f", "f32le");
        var floats = ByteBuffer.wrap(Files.readAllBytes(decoded))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var samples = new float[floats.remaining()];
        floats.get(samples);
        return samples;
    }

    /** Where in its period a tone of 1 kHz is, a hundred periods long from a multiple of them on. */
    private static double degrees(float[] samples, int from) {
        double sine = 0;
        double cosine = 0;
        for (int n = from; n < from + 4800; n++) {
            sine += samples[n] * Math.sin(2 * Math.PI * n / 48);
            cosine += samples[n] * Math.cos(2 * Math.PI * n / 48);
        }
        return Math.toDegrees(Math.atan2(cosine, sine));
    }

    private static int onset(float[] samples) {
        float most = 0;
        for (float sample : samples) {
            most = Math.max(most, Math.abs(sample));
        }
        int at = 0;
        while (Math.abs(samples[at]) < most / 3) {
            at++;
        }
        return at;
    }

    /** As the playlist's lengths say. */
    private long pictures(UUID video) {
        JsonNode told = service.video(video);
        double rate = told.path("frameRate").asDouble();
        var list = service.playlists(video).stream()
                .filter(p -> p.contains("/v"))
                .filter(p -> p.matches(".*/v\\d+/index\\.m3u8"))
                .findFirst()
                .orElseThrow();
        double seconds = Service.text(service.get(list))
                .lines()
                .filter(l -> l.startsWith("#EXTINF:"))
                .mapToDouble(l -> Double.parseDouble(l.substring(8, l.indexOf(','))))
                .sum();
        return Math.round(seconds * rate);
    }

    private BufferedImage picture(UUID video, double seconds) throws IOException {
        var answer = service.get("/v/" + video + "/thumbnail.jpg?width=426&t=" + String.format("%.6f", seconds));
        assertThat(answer.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                sum += Math.abs((a >> 8 & 255) - (b >> 8 & 255)) + Math.abs((a & 255) - (b & 255));
            }
        }
        return (double) sum / one.getWidth() / one.getHeight();
    }
}
