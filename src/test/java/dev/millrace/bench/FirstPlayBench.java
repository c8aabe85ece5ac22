package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.browser.Browsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the end of an upload until all is there that a player needs to show the first picture with its
 * sound ({@link FirstPlay}), at the packaged service.
 *
 * <p>The service has made one film before and is at rest when a round begins; the film of a round is deleted at its end.
 */
@Tag("bench")
class FirstPlayBench {

    private static final int ROUNDS = Integer.getInteger("bench.first-play-rounds", 5);
    private static final int ROUNDS_OF_AN_HOUR = Math.min(3, ROUNDS);
    private static final double SHORT_BOUND = 2.0;
    private static final double LONG_BOUND = 3.0;
    private static final double BYTES_PER_SECOND = 1e9;

    /** The hour's film, its copy in the service, and what is made of it before it is deleted. */
    private static final long ROOM_FOR_AN_HOUR = 10_000_000_000L;

    @TempDir
    static Path folder;

    private static PackagedService service;
    private static VideoClient client;

    @BeforeAll
    static void startAndMakeOneFilm() throws Exception {
        var film = KeptFilms.halfAMinute();
        service = PackagedService.start(folder);
        client = service.client();
        client.make(film);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void halfAMinutePlaysWithinTwoSeconds() throws Exception {
        measure("480p, 30 s", KeptFilms.halfAMinute(), ROUNDS, SHORT_BOUND);
    }

    @Test
    void sixMinutesPlayWithinThreeSeconds() throws Exception {
        var film = KeptFilms.real("long-1080p-6min.mp4");

        measure("1080p, 6 minutes", film, ROUNDS, longBound(film));
    }

    @Test
    void anHourPlaysWithinThreeSecondsAndOneForEachGigabyte() throws Exception {
        assumeTrue(Files.getFileStore(folder).getUsableSpace() > ROOM_FOR_AN_HOUR, "needs 10 GB of disk");
        var film = KeptFilms.hourOf1080Lines();

        measure("1080p, 60 minutes", film, ROUNDS_OF_AN_HOUR, longBound(film));
    }

    @Test
    void whileAnotherFilmIsMade() throws Exception {
        var other = KeptFilms.minuteOf1080Lines();
        var film = KeptFilms.halfAMinute();
        var seconds = Seconds.of(ROUNDS, () -> {
            service.processorTime().awaitRest();
            var inWork = client.upload(other);
            FirstPlay.await(client, inWork);
            var taken = played(client, film);
            assertThat(VideoClient.state(client.video(inWork))).isEqualTo("processing");
            client.delete(inWork);
            return taken;
        });

        print("480p, 30 s, while a 1080p film is made", film, seconds, "no bound");
    }

    @Test
    void asTheFirstUploadAfterAFirstStart(@TempDir Path empty) throws Exception {
        var film = KeptFilms.halfAMinute();
        try (var young = PackagedService.start(empty)) {
            var seconds = Seconds.of(1, () -> played(young.client(), film));
            print("480p, 30 s, first upload after a first start", film, seconds, "no bound");
        }
    }

    @Test
    void inChromium() throws Exception {
        var film = KeptFilms.halfAMinute();
        try (var browsers = Browsers.open()) {
            var page = browsers.page();
            Seconds.Round round = () -> {
                service.processorTime().awaitRest();
                var id = client.upload(film);
                long uploaded = System.nanoTime();
                var watch = WatchPage.open(page, client.root(), id);
                watch.awaitPlayingAfter(0);
                double taken = Seconds.since(uploaded);
                watch.leave();
                client.delete(id);
                return taken;
            };
            round.seconds(); // the browser has the page's scripts, as after an upload by the form
            print("480p, 30 s, in Chromium until it moves", film, Seconds.of(ROUNDS, round), "no bound");
            assertThat(browsers.complaints()).isEmpty();
        }
    }

    private static void measure(String what, Path film, int rounds, double bound) throws Exception {
        var seconds = Seconds.of(rounds, () -> {
            service.processorTime().awaitRest();
            return played(client, film);
        });
        print(what, film, seconds, String.format(Locale.ROOT, "bound %.2f s", bound));
        assertThat(seconds.middle()).as(what).isLessThanOrEqualTo(bound);
    }

    private static double played(VideoClient client, Path film) throws IOException, InterruptedException {
        var id = client.upload(film);
        long uploaded = System.nanoTime();
        FirstPlay.await(client, id);
        double taken = Seconds.since(uploaded);
        client.delete(id);
        return taken;
    }

    private static double longBound(Path film) throws IOException {
        return LONG_BOUND + Files.size(film) / BYTES_PER_SECOND;
    }

    private static void print(String what, Path film, Seconds seconds, String bound) throws IOException {
        System.out.printf(
                Locale.ROOT, "first play: %-44s %7.1f MB %s, %s%n", what, Files.size(film) / 1e6, seconds, bound);
    }
}
