package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.millrace.browser.Browsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon the watch page shows something to a processor four times as slow, which has never been here before. */
@Tag("bench")
class PaintBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 10);
    private static final int SLOWDOWN = 4;
    private static final double BOUND = 1.0;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PAINTS = "performance.getEntriesByName('first-contentful-paint')";

    @TempDir
    Path folder;

    private PackagedService service;
    private Browsers browsers;
    private String film;

    @BeforeEach
    void startAndMakeOneFilm() throws Exception {
        var source = KeptFilms.halfAMinute();
        browsers = Browsers.open();
        service = PackagedService.start(folder);
        film = service.client().make(source).required("id").asText();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void showsSomethingWithinASecond() throws Exception {
        paint(); // the service has shown the page before
        var seconds = Seconds.of(ROUNDS, this::paint);

        System.out.printf(
                Locale.ROOT,
                "paint:      first contentful paint of the watch page, processor slowed %d times, %s, bound %.2f s%n",
                SLOWDOWN,
                seconds,
                BOUND);
        assertThat(seconds.middle()).isLessThanOrEqualTo(BOUND);
        assertThat(browsers.complaints()).isEmpty();
    }

    private double paint() throws Exception {
        service.processorTime().awaitRest();
        var page = browsers.page();
        var slower = new JsonObject();
        slower.addProperty("rate", SLOWDOWN);
        page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", slower);
        page.navigate(service.client().root() + "/watch/" + film);
        Browsers.until(page, PAINTS + ".length > 0", PATIENCE);
        double millis = ((Number) page.evaluate(PAINTS + "[0].startTime")).doubleValue();
        page.context().close();
        return millis / 1000;
    }
}
