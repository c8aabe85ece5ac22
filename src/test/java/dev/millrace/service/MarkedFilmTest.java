package dev.millrace.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.storage.MediaStore;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Films under a watermark, from the form to what a viewer sees. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class MarkedFilmTest {

    /** The middle of a square mark in the upper left corner, a fifth as wide as a picture of 640x360. */
    private static final double X = 75 / 640.0;

    private static final double Y = 75 / 360.0;

    @TestHTTPResource("/")
    URI root;

    @Inject
    MediaStore store;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void theMarkOfTheFormIsOnStreamPosterAndClip() throws IOException {
        var location = given().redirects()
                .follow(false)
                .multiPart("file", Films.medium(6).toFile())
                .multiPart("watermark", "../../logo.png", png(64), "image/png")
                .multiPart("watermarkCorner", "top-left")
                .multiPart("watermarkOpacity", "100")
                .multiPart("watermarkWidth", "20")
                .post("/upload")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        var marked = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        var plain = service.upload(Films.medium(6));
        var video = service.awaitState(marked, "ready");

        assertThat(video.path("watermark").toString())
                .isEqualTo("{\"corner\":\"top-left\",\"opacity\":100,\"width\":20}");
        assertThat(service.video(plain).path("watermark").isNull()).isTrue();
        assertThat(video.path("source").path("sha256"))
                .isEqualTo(service.video(plain).path("source").path("sha256"));
        isRed(thumbnail(marked, 0.5));
        isRed(thumbnail(marked, 5.5));
        isRed(poster(marked));

        var clip = clip(marked);
        assertThat(service.awaitState(clip, "ready").path("watermark")).isEqualTo(video.path("watermark"));
        isRed(thumbnail(clip, 0.5));

        service.send("DELETE", "/api/videos/" + marked);
        assertThat(store.find("watermarks/" + marked)).isEmpty();
        assertThat(store.find("watermarks/" + clip)).isPresent();
    }

    @Test
    void whatCannotBeAWatermarkIsRefusedAndNothingIsKept() throws IOException {
        int before = store.entries("sources").size();
        refused(upload(png(8)).multiPart("watermarkCorner", "somewhere"), "watermarkCorner");
        refused(upload(png(8)).multiPart("watermarkOpacity", "9"), "watermarkOpacity");
        refused(upload(png(8)).multiPart("watermarkOpacity", "ten"), "watermarkOpacity");
        refused(upload(png(8)).multiPart("watermarkWidth", "51"), "watermarkWidth");
        refused(upload("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes()), "watermark");
        refused(upload(Arrays.copyOf(png(8), (2 << 20) + 1)), "watermark");

        assertThat(store.entries("sources")).hasSize(before);
    }

    @Test
    void aDamagedImageMakesTheVideoFail() throws IOException {
        var cut = Arrays.copyOf(png(64), 90);

        var video = service.awaitState(created(upload(cut)), "failed");

        assertThat(video.path("failure").path("code").asText()).isEqualTo("watermark_unreadable");
        assertThat(video.path("playable").asBoolean()).isFalse();
    }

    @Test
    void soundAlonePlaysWithoutAndSaysSo() throws IOException {
        var id = created(given().multiPart("file", Films.soundOnly().toFile())
                .multiPart("watermark", "logo.png", png(8), "image/png"));

        var video = service.awaitState(id, "ready");

        assertThat(video.path("warnings").findValuesAsText("code")).contains("watermark_ignored");
        assertThat(video.path("watermark").path("corner").asText()).isEqualTo("bottom-right");
    }

    @Test
    void aMarkedFilmKeepsItsWords() throws IOException {
        var id = created(given().multiPart("file", Films.withWords().toFile())
                .multiPart("watermark", "logo.png", png(8), "image/png"));

        service.awaitPlayable(id);

        given().get("/api/videos/" + id + "/captions").then().body("captions.language", equalTo(List.of("en", "de")));
        service.send("DELETE", "/api/videos/" + id);
    }

    private static RequestSpecification upload(byte[] image) {
        return given().multiPart("file", Films.small(3).toFile()).multiPart("watermark", "logo", image);
    }

    private static void refused(RequestSpecification upload, String field) {
        upload.post("/api/videos")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_fields"))
                .body("errors.field", hasItem(field));
    }

    private static UUID created(RequestSpecification upload) {
        return UUID.fromString(
                upload.post("/api/videos").then().statusCode(201).extract().path("id"));
    }

    private UUID clip(UUID of) {
        return UUID.fromString(given().contentType(ContentType.JSON)
                .body(Map.of("start", 2, "end", 4))
                .post("/api/videos/" + of + "/clip")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private BufferedImage thumbnail(UUID video, double seconds) throws IOException {
        return picture("/v/" + video + "/thumbnail.jpg?width=640&t=" + seconds);
    }

    private BufferedImage poster(UUID video) throws IOException {
        JsonNode told =
                service.await(video, v -> !v.path("playback").path("poster").isNull());
        return picture(URI.create(told.path("playback").path("poster").asText()).getPath());
    }

    private BufferedImage picture(String path) throws IOException {
        var answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    private static void isRed(BufferedImage picture) {
        var colour = new Color(picture.getRGB((int) (X * picture.getWidth()), (int) (Y * picture.getHeight())));
        assertThat(colour.getRed()).isCloseTo(255, within(12));
        assertThat(colour.getGreen()).isCloseTo(0, within(12));
        assertThat(colour.getBlue()).isCloseTo(0, within(12));
    }

    /** A red square. */
    private static byte[] png(int side) throws IOException {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, Color.RED.getRGB());
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
