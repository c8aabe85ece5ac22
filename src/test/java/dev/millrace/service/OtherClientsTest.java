package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that are no browsers: Debian's ffmpeg, which is another version than ours, and GStreamer. Of DASH only GStreamer is
 * asked: ffmpeg 5.1 opens each segment by itself there, and dates one without reordered pictures otherwise than its neighbours.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class OtherClientsTest {

    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");
    private static final Path GSTREAMER = Path.of("/usr/bin/gst-launch-1.0");
    private static final long PATIENCE_SECONDS = 180;

    /**
     * GStreamer 1.22 loses a race with itself when the only segment was read before its pipeline stands ("Can't push EOS on
     * non-exposed pad" in gstadaptivedemux-stream.c, or gstplaybin3.c:2608).
     */
    private static final int ENOUGH_SEGMENTS = 2;

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.millrace.service.RealFilms#all")
    void playToTheEnd(Path film) throws Exception {
        need(FFMPEG, "ffmpeg");
        need(GSTREAMER, "gstreamer1.0-tools");
        var service = new Service(root);
        var video = service.upload(film);
        var ready = service.awaitState(video, "ready");

        // a list of key pictures names parts of fragments, which only players for fast forward read
        var renditions = service.playlists(video).stream()
                .filter(playlist -> !playlist.endsWith("/iframes.m3u8"))
                .toList();
        for (var rendition : renditions) {
            decodesWithEveryErrorFatal(root.resolve(rendition));
        }
        long segments = service.uris(renditions.get(0)).stream()
                .filter(uri -> uri.endsWith(".m4s"))
                .count();
        if (segments >= ENOUGH_SEGMENTS) {
            reachesTheEndOfStream(ready.at("/playback/hls").asText());
            reachesTheEndOfStream(ready.at("/playback/dash").asText());
        }
    }

    private static void decodesWithEveryErrorFatal(URI playlist) throws Exception {
        var words = run(List.of(
                FFMPEG.toString(),
                "-nostdin",
                "-v",
                "error",
                "-xerror",
                "-err_detect",
                "explode",
                "-i",
                playlist.toString(),
                "-f",
                "null",
                "-"));
        assertThat(words).as("ffmpeg on %s", playlist).isEmpty();
    }

    private static void reachesTheEndOfStream(String playlist) throws Exception {
        run(List.of(
                GSTREAMER.toString(),
                "-q",
                "playbin3",
                "uri=" + playlist,
                "video-sink=fakesink sync=false",
                "audio-sink=fakesink sync=false"));
    }

    /** What the program said; it must have ended well, and by itself. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("client", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            var words = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("%s came to its end: %s", command, words).isTrue();
            assertThat(process.waitFor()).as("%s: %s", command, words).isZero();
            return words;
        } finally {
            Files.delete(output);
        }
    }

    private static void need(Path program, String debianPackage) {
        if (Files.isExecutable(program)) {
            return;
        }
        var sentence = "there is no %s: install the package %s to run this test".formatted(program, debianPackage);
        if ("1".equals(System.getenv("MILLRACE_REQUIRE_TOOLS"))) {
            throw new IllegalStateException(sentence);
        }
        System.err.println("Skipped, " + sentence);
        Assumptions.abort(sentence);
    }
}
