package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.manifest.MpdSchema;
import dev.millrace.media.Chapter;
import dev.millrace.words.CaptionKind;
import dev.millrace.words.CaptionLibrary;
import dev.millrace.words.CaptionView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedCaptionsTest {

    @TempDir
    Path folder;

    private PlainService service;
    private UUID video;

    @BeforeEach
    void start() {
        service = new PlainService(folder, 1 << 20);
        video = service.streams.plan(Plans.film(2000)); // 66.7 s
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everySegmentThatThePlaylistNamesIsThere() {
        add("s0", "English", "WEBVTT\n\n00:00:29.000 --> 00:00:31.000\nacross\n");

        assertThat(text("index.m3u8"))
                .contains("TYPE=SUBTITLES", "NAME=\"English\"", "URI=\"s0/index.m3u8\"", ",SUBTITLES=\"subs\"");
        assertThat(text("s0/index.m3u8").lines().filter(l -> !l.startsWith("#")))
                .containsExactly("0.vtt", "1.vtt", "2.vtt");
        assertThat(text("s0/0.vtt")).contains("across").startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0");
        assertThat(text("s0/1.vtt")).contains("across");
        assertThat(text("s0/2.vtt")).doesNotContain("-->");
        assertThat(service.get(path("s0/3.vtt")).statusCode()).isEqualTo(404);
    }

    @Test
    void aSegmentMayBeKeptForEver() {
        add("s0", "English", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nwords\n");

        var answer = service.get(path("s0/0.vtt"));

        assertThat(answer.headers().firstValue("content-type")).contains("text/vtt;charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        var etag = answer.headers().firstValue("etag").orElseThrow();
        assertThat(service.get(path("s0/0.vtt"), "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        assertThat(service.get(path("s0/0.vtt"), "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("content-encoding"))
                .contains("gzip");
    }

    @Test
    void dashPlayersGetTheWholeFileThatTheManifestNames() {
        var file = "WEBVTT\n\n00:00:29.000 --> 00:00:31.000\nacröss\n";
        add("s0", "English", file);

        var manifest = service.get(path("manifest.mpd"));
        var answer = service.get(path("s0/captions.vtt"));

        MpdSchema.holds(manifest.body());
        assertThat(new String(manifest.body(), StandardCharsets.UTF_8))
                .contains("lang=\"en\"", "<Label>English</Label>", "<BaseURL>s0/captions.vtt</BaseURL>");
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo(file);
        assertThat(answer.headers().firstValue("content-type")).contains("text/vtt;charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void captionsAppearAndGoWhileTheStreamIsReady() {
        service.route.changed(service.streams.finish(video).video());
        assertThat(text("index.m3u8")).doesNotContain("SUBTITLES");

        add("s0", "English", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nwords\n");
        assertThat(text("index.m3u8")).contains("s0/index.m3u8");
        assertThat(text("manifest.mpd")).contains("s0/captions.vtt");
        assertThat(List.of("index.m3u8", "manifest.mpd"))
                .extracting(f -> service.get(path(f)).headers().firstValue("cache-control"))
                .as("asked for again each time")
                .containsOnly(Optional.of("no-cache"));

        service.route.changed(service.streams.captions(video, List.of()).video());
        assertThat(text("manifest.mpd")).doesNotContain("captions.vtt");
        assertThat(service.get(path("s0/captions.vtt")).statusCode()).isEqualTo(404);
        assertThat(service.get(path("s0/0.vtt")).statusCode()).isEqualTo(404);
        assertThat(service.get(path("s0/index.m3u8")).statusCode()).isEqualTo(404);
    }

    @Test
    void sameLabelsAreToldApart() {
        service.route.changed(service.streams
                .captions(video, List.of(caption("s0", "English"), caption("s1", "English"), caption("s2", "English")))
                .video());

        assertThat(text("index.m3u8")).contains("NAME=\"English\"", "NAME=\"English 2\"", "NAME=\"English 3\"");
        assertThat(text("manifest.mpd")).contains(">English</Label>", ">English 2</Label>", ">English 3</Label>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s0/init.mp4",
                "s0/0.m4s",
                "s1/captions.vtt",
                "a0/captions.vtt",
                "v720/0.vtt",
                "s0/00.vtt",
                "s/0.vtt",
                "0.vtt"
            })
    void otherPathsNameNothing(String file) {
        add("s0", "English", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nwords\n");

        assertThat(service.get(path(file)).statusCode()).isEqualTo(404);
    }

    @Test
    void aFileThatIsGoneIsNotFound() {
        service.route.changed(service.streams
                .captions(video, List.of(caption("s0", "English")))
                .video());

        assertThat(service.get(path("s0/0.vtt")).statusCode()).isEqualTo(404);
    }

    @Test
    void servesChaptersWhereThereAreSome() {
        var chaptered = service.streams.plan(
                Plans.withChapters(2000, List.of(new Chapter(0, 10, "One"), new Chapter(10, 20, "Two"))));

        var answer = service.get("/v/" + chaptered + "/chapters.vtt");

        assertThat(answer.headers().firstValue("content-type")).contains("text/vtt;charset=utf-8");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .startsWith("WEBVTT\n")
                .contains("Two");
        assertThat(service.get(path("chapters.vtt")).statusCode()).isEqualTo(404);
    }

    private void add(String id, String label, String file) {
        service.store.put(CaptionLibrary.key(video, id), file.getBytes(StandardCharsets.UTF_8));
        service.route.changed(
                service.streams.captions(video, List.of(caption(id, label))).video());
    }

    private static CaptionView caption(String id, String label) {
        return new CaptionView(
                id, "upload", CaptionKind.SUBTITLES, "en", label, false, false, "/somewhere", Instant.EPOCH);
    }

    private String text(String file) {
        return new String(service.get(path(file)).body(), StandardCharsets.UTF_8);
    }

    private String path(String file) {
        return "/v/" + video + "/" + file;
    }
}
