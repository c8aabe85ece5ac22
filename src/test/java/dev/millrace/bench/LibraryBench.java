package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.Audience;
import dev.millrace.account.Caller;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import dev.millrace.video.VideoLibrary;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages of a library of 50,000 videos, as visitors and members ask for them: from request to whole answer, one at a time. */
@Tag("bench")
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class LibraryBench {

    private static final int VIDEOS = Integer.getInteger("bench.library-videos", 50_000);
    private static final int ROUNDS = Integer.getInteger("bench.library-rounds", 100);
    private static final int PAGE = 100;
    private static final int RELATED = 30;

    @TestHTTPResource("/")
    URI service;

    @Inject
    DataSource database;

    @Inject
    VideoLibrary library;

    private final HttpClient client = HttpClient.newHttpClient();
    private final LargeLibrary large = new LargeLibrary();
    private final StringBuilder tooSlow = new StringBuilder();

    /** Who asks; null for a visitor. */
    private Person member;

    private interface Act {
        void run() throws Exception;
    }

    @Test
    void pagesOfALargeLibraryAreQuick() throws Exception {
        large.fill(database, VIDEOS);

        page("library", i -> "/");
        page("library, a category", i -> "/?category=Category+" + i % 20);
        page("library, a tag", i -> "/?tag=tag" + i);
        page("library, a tag by views", i -> "/?sort=views&tag=tag" + i);
        page("library, longest", i -> "/?sort=longest");
        page("search, common words", i -> "/?q=" + large.word(i % 20));
        page("search, one word", i -> "/?q=" + large.word(50 + 7 * i));
        page("search, two words", i -> "/?q=" + large.word(20 + i) + "+" + large.word(30 + 3 * i));
        page("search, a beginning", i -> "/?q=" + large.word(100 + 3 * i).substring(0, 2));
        page("search, nothing", i -> "/?q=qqq" + i);
        page("search by views", i -> "/?sort=views&q=" + large.word(i));
        page("library, by title", i -> "/?sort=title");
        page("library, oldest", i -> "/?sort=oldest");
        page("library, far down", i -> "/?cursor=" + cursor(i));
        page(
                "watch page",
                LibraryBench::withDetails,
                i -> "/watch/" + large.forAll().get(10 * i));
        member = Person.with("viewer");
        page("library, a member", i -> "/");
        page("by title, a member", i -> "/?sort=title");
        page("far down, a member", i -> "/?cursor=" + cursor(i));
        page("search, a member", i -> "/?q=" + large.word(20 + i) + "+" + large.word(30 + 3 * i));
        page(
                "watch page, a member",
                LibraryBench::withDetails,
                i -> "/watch/" + large.forAll().get(10 * i));
        measure(
                "related",
                RELATED,
                i -> () -> library.related(large.forAll().get(10 * i), 12, Audience.of(Caller.VISITOR)));

        assertThat(tooSlow).isEmpty();
    }

    private void page(String what, IntFunction<String> path) throws Exception {
        page(what, body -> true, path);
    }

    private void page(String what, Predicate<String> whole, IntFunction<String> path) throws Exception {
        assertThat(whole.test(get(path.apply(0)))).as(what + " is whole").isTrue();
        measure(what, PAGE, i -> () -> get(path.apply(i)));
    }

    /** What a page says of a video that was made, and not of a bare row. */
    private static boolean withDetails(String page) {
        return page.contains("1280") && page.contains("yuv420p") && page.contains("/v/");
    }

    /** Of a page that begins behind most of the videos. */
    private String cursor(int i) {
        int number = VIDEOS * 4 / 5 + i;
        var place = "newest\n" + large.videos().get(number) + "\n" + LargeLibrary.came(number);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** A fifth of the rounds before those that count warm up. */
    private void measure(String what, int bound, IntFunction<Act> act) throws Exception {
        for (int i = 0; i < ROUNDS / 5; i++) {
            act.apply(i).run();
        }
        var times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            act.apply(i).run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        double p95 = times[(int) Math.ceil(ROUNDS * 0.95) - 1];
        System.out.printf(
                "%-24s p50 %6.1f ms, p95 %6.1f ms (%.1f to %.1f), bound %d ms%n",
                what, times[ROUNDS / 2], p95, times[0], times[ROUNDS - 1], bound);
        if (p95 > bound) {
            tooSlow.append(what).append(": ").append(p95).append(" ms; ");
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path));
        if (member != null) {
            request.header("Cookie", Person.COOKIE + "=" + member.session());
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
