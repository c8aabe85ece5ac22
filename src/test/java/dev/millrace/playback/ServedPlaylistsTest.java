package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.manifest.MpdSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedPlaylistsTest {

    @TempDir
    Path folder;

    private PlainService service;
    private UUID video;

    @BeforeEach
    void start() {
        service = new PlainService(folder, 1 << 20);
        video = service.streams.plan(Plans.film(2000));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.m3u8", "v720/index.m3u8", "a0/index.m3u8"})
    void sendsThePlaylist(String file) {
        var answer = service.get(path(file));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.apple.mpegurl");
        assertThat(answer.headers().firstValue("vary")).contains("accept-encoding");
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(answer.body().length);
        assertThat(new String(answer.body())).startsWith("#EXTM3U\n");
    }

    @Test
    void aRangeIsAnsweredWithTheWhole() {
        var whole = service.get(path("v720/index.m3u8"));

        var answer = service.get(path("v720/index.m3u8"), "Range", "bytes=0-");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-range")).isEmpty();
        assertThat(answer.body()).isEqualTo(whole.body());
    }

    @Test
    void compressesForThoseWhoTakeIt() throws IOException {
        var plain = service.get(path("v720/index.m3u8"));

        var answer = service.get(path("v720/index.m3u8"), "Accept-Encoding", "gzip, identity;q=1, *;q=0");

        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("vary")).contains("accept-encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(answer.headers().firstValue("etag"))
                .isNotEqualTo(plain.headers().firstValue("etag"));
        assertThat(service.get(path("v720/index.m3u8"), "Accept-Encoding", "gzip;q=0")
                        .body())
                .isEqualTo(plain.body());
    }

    @Test
    void theDashManifestIsServedLikeAPlaylist() throws IOException {
        var plain = service.get(path("manifest.mpd"));
        var compressed = service.get(path("manifest.mpd"), "Accept-Encoding", "gzip");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("content-type")).contains("application/dash+xml");
        assertThat(new String(plain.body()))
                .contains("<Representation id=\"v720\"")
                .endsWith("</MPD>\n");
        MpdSchema.holds(plain.body());
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        var etag = service.get(path("index.m3u8")).headers().firstValue("etag").orElseThrow();

        var answer = service.get(path("index.m3u8"), "If-None-Match", etag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("vary")).contains("accept-encoding");
    }

    @Test
    void headTellsTheLength() {
        int length = service.get(path("index.m3u8")).body().length;

        var answer = service.send("HEAD", path("index.m3u8"));

        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(length);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void mayBeKeptOnlyWhenTheStreamIsReady() {
        assertThat(service.get(path("index.m3u8")).headers().firstValue("cache-control"))
                .contains("no-cache");
        var media = service.get(path("v720/index.m3u8"));
        assertThat(media.headers().firstValue("cache-control")).contains("no-cache");

        service.publish(video, "v720", 0, 100_000);
        service.route.changed(service.streams.finish(video).video());

        var ready = service.get(path("index.m3u8"));
        assertThat(ready.headers().firstValue("cache-control"))
                .as("captions come and go")
                .contains("no-cache");
        assertThat(new String(ready.body())).as("measured").contains("BANDWIDTH=540");
        var readyMedia = service.get(path("v720/index.m3u8"));
        assertThat(readyMedia.headers().firstValue("cache-control")).contains("public, max-age=300");
        assertThat(readyMedia.body()).as("never changes").isEqualTo(media.body());
    }

    @Test
    void aStreamIsReadOnceHoweverManyAsk() {
        service.streams.gate = new CountDownLatch(1);
        var answers = IntStream.range(0, 50)
                .mapToObj(i -> service.getAsync(path("v720/index.m3u8")))
                .toList();
        Awaitility.await().until(() -> service.streams.reads() == 1);

        service.streams.gate.countDown();

        assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
        assertThat(service.streams.reads()).isEqualTo(1);
    }

    @Test
    void aVideoThatAppearsIsFoundSoonAfter() {
        var later = UUID.randomUUID();
        assertThat(service.get("/v/" + later + "/index.m3u8").statusCode()).isEqualTo(404);

        service.streams.planAs(later, Plans.film(100));

        Awaitility.await()
                .until(() -> service.get("/v/" + later + "/index.m3u8").statusCode() == 200);
    }

    @Test
    void unknownVideosDoNotReachTheDatabaseEveryTime() {
        var unknown = "/v/" + UUID.randomUUID() + "/index.m3u8";
        service.streams.gate = new CountDownLatch(1);
        var answers =
                IntStream.range(0, 30).mapToObj(i -> service.getAsync(unknown)).toList();
        Awaitility.await().until(() -> service.streams.reads() == 1);
        service.streams.gate.countDown();

        assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(404));
        assertThat(service.streams.reads()).isEqualTo(1);
    }

    @Test
    void whatIsKnownIsServedWhileTheDatabaseIsDown() {
        service.get(path("index.m3u8"));
        service.streams.down = true;

        assertThat(service.get(path("index.m3u8")).statusCode()).isEqualTo(200);
        var unknown = service.get("/v/" + UUID.randomUUID() + "/index.m3u8");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void whoAsksForAStreamThatCouldNotBeReadForAnErrorOfTheJvmMayTryAgain() {
        service.streams.broken = true;
        var refused = service.get(path("index.m3u8"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(new String(refused.body())).contains("\"type\":\"/problems/unavailable\"");

        service.streams.broken = false;

        assertThat(service.get(path("index.m3u8")).statusCode()).isEqualTo(200);
    }

    private String path(String file) {
        return "/v/" + video + "/" + file;
    }
}
