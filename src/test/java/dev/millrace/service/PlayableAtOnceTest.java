package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the upload to the last segment, with real engines. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PlayableAtOnceTest {

    @TestHTTPResource("/")
    URI root;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    @Test
    void everythingAPlaylistNamesCanBeHadAsSoonAsTheVideoIsPlayable() {
        var video = service.upload(Films.medium(9));
        var playable = service.awaitPlayable(video);
        assertThat(playable.at("/playback/hls").asText()).endsWith("/v/" + video + "/index.m3u8");

        int segments = 0;
        for (var playlist : service.playlists(video)) {
            assertThat(Service.text(service.get(playlist))).contains("#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-ENDLIST");
            for (var file : service.uris(playlist)) {
                var answer = service.get(file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(answer.body()).as(file).isNotEmpty();
                segments++;
            }
        }

        assertThat(segments)
                .as("v360, v240 and a0 with four segments and init each")
                .isEqualTo(15);
        var ready = service.awaitState(video, "ready");
        assertThat(ready.at("/progress/percent").asDouble()).isEqualTo(100);
        assertThat(ready.at("/durationSeconds").asDouble()).isBetween(8.9, 9.1);
        assertThat(ready.at("/failure").isNull()).isTrue();
        assertThat(ready.at("/renditions"))
                .allSatisfy(r -> assertThat(r.get("averageBandwidth").asLong()).isPositive());
    }

    @Test
    void initSegmentsAreThereBeforeAnySegment() {
        var video = service.upload(Films.medium(40));
        service.awaitPlayable(video);

        for (var playlist : service.playlists(video)) {
            var init = service.get(service.uris(playlist).get(0));

            assertThat(init.statusCode()).isEqualTo(200);
            assertThat(init.headers().firstValue("server-timing"))
                    .as("held back")
                    .isEmpty();
            assertThat(Service.text(init)).startsWith("\0\0\0").contains("ftyp", "moov");
        }
        service.send("DELETE", "/api/videos/" + video);
    }

    @Test
    void aSegmentAtTheEndIsMadeBeforeTheOnesInTheMiddle() {
        var video = service.upload(Films.small(80));
        service.awaitPlayable(video);
        var segments = service.uris("/v/" + video + "/v240/index.m3u8");
        var last = segments.get(segments.size() - 1);

        var answer = service.get(last);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("server-timing"))
                .hasValueSatisfying(held -> assertThat(held).matches("held;dur=\\d+"));
        assertThat(service.video(video).get("state").asText()).as("the rest").isEqualTo("processing");
        var again = service.get(last);
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(again.headers().firstValue("server-timing")).isEmpty();
        service.send("DELETE", "/api/videos/" + video);
    }

    @Test
    void uploadsAtTheSameTimeAllBecomeReady() {
        var videos = IntStream.of(9, 4)
                .mapToObj(seconds -> CompletableFuture.supplyAsync(() -> service.upload(Films.small(seconds))))
                .toList();

        assertThat(videos).allSatisfy(video -> service.awaitState(video.join(), "ready"));
    }

    @Test
    void eventsTellTheWayToReadyInOrder() {
        UUID video = service.upload(Films.small(9));

        var events = service.events(video).stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();

        var states = events.stream()
                .map(e -> e.replaceFirst(".*?\"state\":\"(\\w+)\",\"playable\":(\\w+).*", "$1 $2"))
                .distinct()
                .toList();
        assertThat(states).isSubsetOf("queued false", "processing false", "processing true", "ready true");
        assertThat(states).containsSubsequence("processing true", "ready true").endsWith("ready true");
        var percents = events.stream()
                .map(e -> Double.valueOf(e.replaceFirst(".*?\"percent\":([0-9.E-]+).*", "$1")))
                .toList();
        assertThat(percents).isSorted().endsWith(100.0);
    }
}
