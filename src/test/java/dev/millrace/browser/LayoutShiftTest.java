package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing moves while a page loads, on the slowest of lines: scripts and pictures come only when the page is painted
 * without them.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class LayoutShiftTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double BOUND = 0.02;

    private static final String OBSERVER =
            """
            window.moved = [];
            new PerformanceObserver(list => list.getEntries().filter(e => !e.hadRecentInput).forEach(e => window.moved.push(
                { by: e.value, what: e.sources.map(s => s.node?.className || s.node?.nodeName).join(', ') })))
              .observe({ type: 'layout-shift', buffered: true });
            """;

    private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0";
    private static final String LOADED = "document.readyState === 'complete'";
    private static final String PLAYER =
            "customElements.get('media-controller') && document.querySelector('media-controller video')?.readyState >= 2";
    private static final String DRAWN =
            "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))";

    @TestHTTPResource("/")
    URI root;

    private Browsers browsers;
    private UUID film;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
        var service = new Service(root);
        film = service.upload(Films.small(4));
        service.await(film, v -> !v.at("/playback/storyboard").isNull());
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void nothingMovesWhilePagesLoad() {
        var page = browsers.page();
        var admin = Person.with("admin");
        Browsers.signIn(page, root, admin);
        Rows.video(admin.id(), "ready");
        page.addInitScript(OBSERVER);
        var moved = new ArrayList<String>();
        for (int width : new int[] {390, 1280}) {
            page.setViewportSize(width, 900);
            for (var path : List.of("/", "/watch/" + film, "/studio", "/upload")) {
                load(page, path);
                double by = ((Number) page.evaluate("window.moved.reduce((sum, m) => sum + m.by, 0)")).doubleValue();
                if (by > BOUND) {
                    moved.add(path + " at " + width + ": " + page.evaluate("JSON.stringify(window.moved)"));
                }
            }
        }

        assertThat(moved).isEmpty();
        assertThat(browsers.complaints()).isEmpty();
    }

    private void load(Page page, String path) {
        var late = new ArrayList<Route>();
        boolean[] painted = {false};
        page.route("**/{*.js*,v/**}", route -> {
            if (painted[0]) {
                route.resume();
            } else {
                late.add(route);
            }
        });
        page.navigate(root.resolve(path).toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        Browsers.until(page, PAINTED, PATIENCE);
        assertThat(late).as("what " + path + " was painted without").isNotEmpty();
        painted[0] = true;
        late.forEach(Route::resume);
        Browsers.until(page, LOADED, PATIENCE);
        if (path.startsWith("/watch/")) {
            Browsers.until(page, PLAYER, PATIENCE);
        }
        page.evaluate(DRAWN);
        page.unroute("**/{*.js*,v/**}");
    }
}
