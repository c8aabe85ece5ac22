package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.transcode.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments, init segments and posters as a client sees them; from memory and, with no memory, from disk. */
class ServedFilesTest {

    @TempDir
    Path folder;

    private PlainService service;
    private UUID video;
    private byte[] segment;

    @BeforeEach
    void start() {
        restart(1 << 26);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void restart(long cacheBytes) {
        service = new PlainService(folder, cacheBytes);
        video = service.streams.plan(Plans.film(2000));
        segment = service.publish(video, "v720", 7, 300_001);
    }

    @ParameterizedTest(name = "with {0} bytes of memory")
    @ValueSource(longs = {1 << 26, 0})
    void sendsASegmentWhole(long cacheBytes) {
        stop();
        restart(cacheBytes);

        for (int i = 0; i < 3; i++) {
            var answer = service.get(path("v720/7.m4s"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(segment);
            assertThat(answer.headers().map())
                    .containsEntry("content-type", List.of("video/iso.segment"))
                    .containsEntry("content-length", List.of("300001"))
                    .containsEntry("cache-control", List.of("public, max-age=31536000, immutable"))
                    .containsEntry("accept-ranges", List.of("bytes"))
                    .containsEntry("access-control-allow-origin", List.of("*"))
                    .containsEntry(
                            "access-control-expose-headers",
                            List.of("Content-Length, Content-Range, ETag, Server-Timing"))
                    .containsEntry("timing-allow-origin", List.of("*"))
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsKey("etag")
                    .doesNotContainKeys("server-timing", "vary", "content-encoding");
        }
    }

    @ParameterizedTest(name = "{0} with {3} bytes of memory")
    @CsvSource({
        "bytes=0-, 0, 300001, 67108864",
        "bytes=0-, 0, 300001, 0",
        "bytes=100-299, 100, 300, 67108864",
        "bytes=100-299, 100, 300, 0",
        "bytes=-5, 299996, 300001, 67108864",
        "bytes=-5, 299996, 300001, 0",
        "bytes=300000-999999, 300000, 300001, 67108864",
        "bytes=300000-999999, 300000, 300001, 0"
    })
    void sendsAPart(String range, int from, int to, long cacheBytes) {
        stop();
        restart(cacheBytes);

        var answer = service.get(path("v720/7.m4s"), "Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(segment, from, to));
        assertThat(answer.headers().firstValue("content-range")).contains("bytes %d-%d/300001".formatted(from, to - 1));
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(to - from);
    }

    @Test
    void aRangeBehindTheEndIsRefusedWithTheLength() {
        var answer = service.get(path("v720/7.m4s"), "Range", "bytes=300001-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("content-range")).contains("bytes */300001");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("etag")).isEmpty();
    }

    @Test
    void severalRangesAreAnsweredWithTheWhole() {
        var answer = service.get(path("v720/7.m4s"), "Range", "bytes=0-1,5-6");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(segment);
    }

    @Test
    void aPartOfSomethingElseIsNotContinued() {
        var etag = service.get(path("v720/7.m4s")).headers().firstValue("etag").orElseThrow();

        assertThat(service.get(path("v720/7.m4s"), "Range", "bytes=5-", "If-Range", etag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(service.get(path("v720/7.m4s"), "Range", "bytes=5-", "If-Range", "\"old\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETAG", "W/ETAG", "\"x\", ETAG", "*"})
    void whoHasItAlreadyIsToldSo(String known) {
        var etag = service.get(path("v720/7.m4s")).headers().firstValue("etag").orElseThrow();

        var answer = service.get(path("v720/7.m4s"), "If-None-Match", known.replace("ETAG", etag));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("etag")).contains(etag);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 26, 0})
    void anotherFileOfTheSameLengthHasAnotherTag(long cacheBytes) throws IOException {
        stop();
        restart(cacheBytes);
        var file = folder.resolve(Streams.segmentKey(video, "v720", 7));
        var before =
                service.get(path("v720/7.m4s")).headers().firstValue("etag").orElseThrow();

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        service.cache.forget(video);

        assertThat(service.get(path("v720/7.m4s"), "If-None-Match", before)
                        .headers()
                        .firstValue("etag"))
                .hasValueSatisfying(after -> assertThat(after).isNotEqualTo(before));
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 26, 0})
    void headTellsTheLengthWithoutABody(long cacheBytes) {
        stop();
        restart(cacheBytes);

        var answer = service.send("HEAD", path("v720/7.m4s"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(300_001);
        assertThat(answer.body()).isEmpty();
        assertThat(service.get(path("v720/7.m4s")).body())
                .as("the connection is still good")
                .isEqualTo(segment);
    }

    @ParameterizedTest
    @CsvSource({"v720, video/mp4", "a0, audio/mp4"})
    void initSegmentsAreThereBeforeAnySegmentAndSayWhatTheyHold(String rendition, String type) {
        service.store.put("streams/" + video + "/" + rendition + "/init.mp4", ("init of " + rendition).getBytes());

        var answer = service.get(path(rendition + "/init.mp4"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(type);
        assertThat(new String(answer.body())).isEqualTo("init of " + rendition);
    }

    @ParameterizedTest
    @CsvSource({"jpg, image/jpeg", "webp, image/webp"})
    void aPosterIsThereAsSoonAsItIsMade(String format, String type) {
        var path = path("poster/640." + format);
        assertThat(service.get(path).statusCode()).isEqualTo(404);

        service.store.put("streams/" + video + "/poster/640." + format, new byte[] {1, 2, 3});

        var answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(type);
        assertThat(answer.body()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v999/0.m4s",
                "v720/100000.m4s",
                "a1/init.mp4",
                "v999/index.m3u8",
                "poster/641.jpg",
                "v720/007.m4s",
                "x"
            })
    void whatIsNotPlannedIsAProblemNotAPage(String file) {
        var answer = service.get(path(file));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(new String(answer.body())).contains("\"code\":\"not_found\"", "\"status\":404");
        assertThat(service.wishes.said()).isEmpty();
    }

    @Test
    void anUnknownVideoIsAProblem() {
        var answer = service.get("/v/" + UUID.randomUUID() + "/v720/0.m4s");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body())).contains("\"code\":\"video_not_found\"");
    }

    @Test
    void aLostFileIsAProblem() {
        service.store.delete("streams/" + video);

        assertThat(service.get(path("v720/7.m4s")).statusCode()).isEqualTo(404);
    }

    @Test
    void otherOriginsMayAskForParts() {
        var answer = service.send("OPTIONS", path("v720/7.m4s"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValue("access-control-allow-headers"))
                .hasValueSatisfying(v -> assertThat(v).contains("Range"));
        assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void nothingCanBeWritten() {
        var answer = service.send("DELETE", path("v720/7.m4s"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void aHotSegmentNeedsNeitherTheStoreNorTheDatabase() {
        service.get(path("v720/7.m4s"));
        int finds = service.store.finds();
        int reads = service.streams.reads();

        for (int i = 0; i < 20; i++) {
            assertThat(service.get(path("v720/7.m4s")).statusCode()).isEqualTo(200);
        }

        assertThat(service.store.finds()).isEqualTo(finds);
        assertThat(service.streams.reads()).isEqualTo(reads).isEqualTo(1);
        assertThat(service.cache.hits()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aRemovedVideoIsGoneAtOnce() {
        service.get(path("v720/7.m4s"));

        service.route.changed(service.streams.remove(video).video());

        assertThat(service.get(path("v720/7.m4s")).statusCode()).isEqualTo(404);
        assertThat(service.cache.usedBytes()).isZero();
    }

    private String path(String file) {
        return "/v/" + video + "/" + file;
    }
}
