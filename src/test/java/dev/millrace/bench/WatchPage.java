package dev.millrace.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The page of a video in a real browser, opened so that it begins to play by itself. */
final class WatchPage {

    private static final String VIDEO = "document.querySelector('media-controller video')";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Page page;

    private WatchPage(Page page) {
        this.page = page;
    }

    /** Goes there and does not wait until the page is loaded. */
    static WatchPage open(Page page, String root, String id) {
        page.navigate(
                root + "/watch/" + id + "?autoplay=1", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return new WatchPage(page);
    }

    /** Waits until the picture moves, at a place behind this second of the film. */
    void awaitPlayingAfter(double second) {
        var moves = "%1$s !== null && !%1$s.seeking && %1$s.currentTime > %2$s".formatted(VIDEO, second);
        Awaitility.await(moves)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(page.evaluate(moves)));
    }

    /** Like a click at that place of the time line. */
    void jumpTo(double second) {
        page.evaluate("%s.currentTime = %s".formatted(VIDEO, second));
    }

    /** Stops playing and loading. */
    void leave() {
        page.navigate("about:blank");
    }
}
