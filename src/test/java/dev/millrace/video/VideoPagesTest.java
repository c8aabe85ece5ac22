package dev.millrace.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.millrace.media.Chapter;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class VideoPagesTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void aFailedVideoShowsItsReason() {
        var failed =
                video("Broken", VideoState.FAILED, false, new VideoView.Failure("corrupt_source", "It is cut off."));

        assertThat(new VideoPages.WatchPage(failed, NOW).render())
                .contains("data-testid=\"failed\"", "It is cut off.")
                .doesNotContain("<video");
    }

    @Test
    void aWatchPageWaitsUntilThereIsSomethingToPlay() {
        var page = new VideoPages.WatchPage(video("New", VideoState.PROCESSING, false, null), NOW).render();

        assertThat(page).contains("data-testid=\"waiting\"", "Being analysed").doesNotContain("<video");
    }

    @Test
    void aQueuedVideoWaitsForItsTurn() {
        assertThat(new VideoPages.WatchPage(video("New", VideoState.QUEUED, false, null), NOW).render())
                .contains("data-testid=\"waiting\"", "Waiting for its turn")
                .doesNotContain("<video");
    }

    @Test
    void aPlayableVideoHasAPlayerAndItsFacts() {
        var page = new VideoPages.WatchPage(ready("A film"), NOW).render();

        assertThat(page)
                .contains("data-hls=\"/v/" + ID + "/index.m3u8\"", "<media-controller", "1280 × 720", "29.97 fps")
                .contains("H.264, yuv420p", "AAC, stereo, 48 kHz", "4.2 GB", "avc1.640028", "2.5 Mbit/s");
    }

    @Test
    void whatUsersWroteIsTextNotMarkup() {
        var page = new VideoPages.WatchPage(ready("<script>alert(1)</script>\"'"), NOW).render();

        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void anUnknownVideoIsAPageThatSaysSo() {
        given().accept("text/html")
                .get("/watch/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("data-testid=\"error\""));
    }

    private static final UUID ID = UUID.fromString("0f3c2d1e-0000-4000-8000-00000000000a");

    static VideoView ready(String title) {
        return video(title, VideoState.READY, true, null);
    }

    static VideoView video(String title, VideoState state, boolean playable, VideoView.Failure failure) {
        return new VideoView(
                ID,
                title,
                "About a mill.",
                "public",
                state,
                playable,
                new VideoView.Progress(playable ? 100 : 3, null, null, "transcode"),
                failure,
                List.of(),
                playable ? 754.0 : null,
                playable ? 1280 : null,
                playable ? 720 : null,
                playable ? 30000.0 / 1001 : null,
                new VideoView.Source(
                        "mill.mp4",
                        4_233_123_456L,
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        "mov,mp4,m4a,3gp,3g2,mj2",
                        "h264",
                        "yuv420p",
                        1280,
                        720,
                        0,
                        30000.0 / 1001,
                        true,
                        5_123_000L,
                        List.of(new VideoView.Sound(1, "aac", 2, 48_000, "und", null)),
                        new dev.millrace.media.Colour("bt709", "bt709", "bt709", "tv", null)),
                playable
                        ? List.of(new VideoView.Rendition(
                                "v720", "video", 1280, 720, "avc1.640028", null, 2_500_000L, null, null))
                        : List.of(),
                new VideoView.Playback(
                        playable ? "http://localhost/v/" + ID + "/index.m3u8" : null,
                        null,
                        playable ? "http://localhost/v/" + ID + "/poster/1280.jpg" : null,
                        null,
                        playable ? "http://localhost/v/" + ID + "/storyboard.vtt" : null,
                        null,
                        playable ? "http://localhost/v/" + ID + "/preview.webp" : null,
                        "http://localhost/watch/" + ID,
                        null),
                NOW.minusSeconds(3 * 3600),
                null,
                null,
                null,
                List.of("mill"),
                1,
                playable ? List.of(new Chapter(0, 754, "All")) : List.of(),
                null,
                null,
                new VideoView.Rights(null, 0, "/v/" + ID, true));
    }
}
