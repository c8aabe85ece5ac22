package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedThumbnailsTest {

    @TempDir
    Path folder;

    private PlainService service;
    private UUID video;

    /** 250 pictures at 29.97 in segments of 59, 59, 59 and 73. */
    @BeforeEach
    void start() {
        service = new PlainService(folder, 1 << 20);
        video = service.streams.plan(Plans.film(250));
        for (var rung : new String[] {"v720", "v480", "v360", "v240"}) {
            for (int i = 0; i < 4; i++) {
                service.publish(video, rung, i, 1000);
            }
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', v360 0 640x360 jpg",
        "t=0&width=320, v240 0 320x180 jpg",
        "t=2&width=320, v240 59 320x180 jpg",
        "t=0.0333667&width=320, v240 1 320x180 jpg",
        "t=0.033&width=320, v240 0 320x180 jpg",
        "t=12.5&width=320, v240 249 320x180 jpg",
        "t=2.000000000000001&width=320, v240 59 320x180 jpg",
        "t=999999&width=854, v480 249 854x480 jpg",
        "t=1000000000&width=854, v480 249 854x480 jpg",
        "t=4.&width=1920, v720 119 1280x720 jpg",
        "t=4&width=100000, v720 119 1280x720 jpg",
        "t=4&width=1, v240 119 16x10 jpg"
    })
    void isThePictureAtTheTimeFromTheSmallestRungThatIsWideEnough(String query, String drawn) {
        assertThat(text(ask("thumbnail.jpg?" + query))).isEqualTo(drawn);
    }

    @Test
    void mayBeKeptForEver() {
        var answer = ask("thumbnail.webp?t=1&width=320");

        assertThat(answer.headers().firstValue("content-type")).contains("image/webp");
        assertThat(answer.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(answer.body().length);
        var etag = answer.headers().firstValue("etag").orElseThrow();
        assertThat(service.get(path("thumbnail.webp?t=1&width=320"), "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=-1",
                "t=",
                "t=abc",
                "t=NaN",
                "t=1e3",
                "t=1,5",
                "t=1234567890123",
                "t=%ff",
                "width=0",
                "width=-320",
                "width=1.5",
                "width=wide",
                "width=9999999"
            })
    void whatIsNoTimeOrWidthIsRefused(String query) {
        var answer = ask("thumbnail.jpg?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer))
                .contains("\"code\":\"invalid_parameter\"", query.substring(0, query.indexOf('=')) + " must be");
        assertThat(service.stills.made()).isEmpty();
    }

    @Test
    void isMadeOnceHoweverManyAsk() {
        service.stills.gate = new CountDownLatch(1);
        var answers = IntStream.range(0, 20)
                .mapToObj(i -> service.getAsync(path("thumbnail.jpg?t=3&width=320")))
                .toList();
        Awaitility.await().until(() -> !service.stills.made().isEmpty());
        service.stills.gate.countDown();

        assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
        assertThat(ask("thumbnail.jpg?t=3.001&width=320").statusCode()).isEqualTo(200);
        assertThat(service.stills.made()).hasSize(1);
    }

    @Test
    void tooManyAtOnceAreSentAway() {
        service.stills.gate = new CountDownLatch(1);
        var answers = IntStream.range(0, 40)
                .mapToObj(i -> service.getAsync(path("thumbnail.jpg?width=320&t=" + i / 8.0)))
                .toList();
        Awaitility.await()
                .until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 31);
        service.stills.gate.countDown();

        var statuses = answers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).filteredOn(a -> a.statusCode() == 200).hasSize(9);
        assertThat(statuses).filteredOn(a -> a.statusCode() == 503).hasSize(31).allSatisfy(a -> {
            assertThat(a.headers().firstValue("retry-after")).contains("1");
            assertThat(text(a)).contains("too_many_waiting");
        });
    }

    @Test
    void oneThatCannotBeMadeMayBeAskedForAgain() {
        service.stills.broken = true;
        assertThat(ask("thumbnail.jpg?t=1").statusCode()).isEqualTo(503);

        service.stills.broken = false;

        assertThat(ask("thumbnail.jpg?t=1").statusCode()).isEqualTo(200);
    }

    @Test
    void isMadeAgainOnlyWhenThePictureMayBeAnother() {
        ask("thumbnail.jpg?t=1");
        service.route.changed(service.streams.finish(video).video());
        assertThat(ask("thumbnail.jpg?t=1").statusCode()).isEqualTo(200);
        assertThat(service.stills.made()).hasSize(1);

        service.route.gone(video);

        Awaitility.await().until(() -> {
            ask("thumbnail.jpg?t=1");
            return service.stills.made().size() == 2;
        });
    }

    @Test
    void waitsForTheSegmentItIsIn() {
        var young = service.streams.plan(Plans.film(250));
        var answer = service.getAsync("/v/" + young + "/thumbnail.jpg?t=3&width=320");
        Awaitility.await().until(() -> service.held.count() == 1);
        assertThat(service.stills.made()).isEmpty();

        service.publish(young, "v240", 1, 1000);

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().headers().firstValue("server-timing"))
                .hasValueSatisfying(held -> assertThat(held).startsWith("held;dur="));
    }

    @Test
    void soundAloneHasNone() {
        var song = service.streams.plan(Plans.soundOnly(250));

        assertThat(service.get("/v/" + song + "/thumbnail.jpg").statusCode()).isEqualTo(404);
    }

    private HttpResponse<byte[]> ask(String file) {
        return service.get(path(file));
    }

    private String path(String file) {
        return "/v/" + video + "/" + file;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
