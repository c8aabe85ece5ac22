package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.playback.PlainService;
import dev.millrace.playback.Plans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Serving beside nginx over the same files, in alternating rounds; the middle of the rounds' ratios counts.
 *
 * <p>Without settings the route runs on a plain HTTP server in this JVM. To measure a running service give {@code
 * -Dbench.url=http://host:port/v/<video>} and {@code -Dbench.files=<folder of that video's renditions>}: its hot segments
 * and a playlist are measured. With {@code -Dbench.cold=true} too all its segments are, and nothing else; start it with
 * a cache smaller than half of them then, or with none.
 */
@Tag("bench")
class ServingBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 2);
    private static final int WARM_UP_SECONDS = 6;
    private static final int HOT_FILES = 24;
    private static final int COLD_FILES = 240;
    private static final int COLD_CACHE = 64 << 20;
    private static final String RENDITION = "v720";

    /** Sizes of the segments that count, in bytes: as segments of 4 s have them. */
    private static final long SMALLEST = 300_000;

    private static final long LARGEST = 1_500_000;
    private static final boolean COLD = Boolean.getBoolean("bench.cold");

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void needsThePeers() throws IOException {
        assumeTrue(Files.isExecutable(Nginx.BINARY), "needs nginx");
        assumeTrue(Files.isExecutable(Wrk.BINARY), "needs wrk");
        root = Files.createDirectory(folder.resolve("store"));
    }

    @Test
    void hotSegmentsAreAtLeastAsFast() throws Exception {
        var url = System.getProperty("bench.url");
        if (url != null) {
            assumeTrue(!COLD, "the running service has a small cache");
            segmentsOf(url, "hot segments", HOT_FILES, 1.0);
            return;
        }
        try (var service = new PlainService(root, 256 << 20)) {
            segments(service, "hot segments", HOT_FILES, 1.0);
        }
    }

    @Test
    void playlistsAreNearlyAsFast() throws Exception {
        var url = System.getProperty("bench.url");
        if (url != null) {
            assumeTrue(!COLD, "only segments are measured cold");
            playlists(url, firstRendition());
            return;
        }
        try (var service = new PlainService(root, 1 << 20)) {
            var video = service.streams.plan(Plans.film(7000));
            playlists("http://127.0.0.1:" + service.port() + "/v/" + video, RENDITION);
        }
    }

    @Test
    void segmentsOfASetLargerThanTheCacheAreHalfAsFast() throws Exception {
        var url = System.getProperty("bench.url");
        if (url != null) {
            assumeTrue(COLD, "the running service has a small cache: say so with -Dbench.cold=true");
            segmentsOf(url, "segments, cache of a fraction", Integer.MAX_VALUE, 0.5);
            return;
        }
        try (var service = new PlainService(root, COLD_CACHE)) {
            segments(service, "segments, cache of a quarter", COLD_FILES, 0.5);
        }
    }

    @Test
    void segmentsThatAreNeverCachedAreHalfAsFast() throws Exception {
        assumeTrue(System.getProperty("bench.url") == null, "needs a service without a cache");
        try (var service = new PlainService(root, 0)) {
            segments(service, "segments, no cache", COLD_FILES, 0.5);
        }
    }

    /** Makes as many files as asked for and compares. */
    private void segments(PlainService service, String what, int count, double bound) throws Exception {
        var video = service.streams.plan(Plans.film(120 * 300));
        var random = new Random(1);
        for (int i = 0; i < count; i++) {
            int size = (int) SMALLEST + random.nextInt((int) (LARGEST - SMALLEST));
            service.make(video, RENDITION, i, size);
            service.streams.publish(video, RENDITION, i, size);
        }
        var paths = IntStream.range(0, count)
                .mapToObj(i -> "/" + RENDITION + "/" + i + ".m4s")
                .toList();
        var url = "http://127.0.0.1:" + service.port() + "/v/" + video;
        compare(what, bound, url, root.resolve("streams").resolve(video.toString()), paths);
    }

    /** Compares a running service over its own files. */
    private void segmentsOf(String url, String what, int count, double bound) throws Exception {
        var files = Path.of(System.getProperty("bench.files"));
        var paths = new ArrayList<String>();
        try (var all = Files.walk(files)) {
            all.filter(f -> f.toString().endsWith(".m4s"))
                    .filter(f -> f.toFile().length() >= SMALLEST && f.toFile().length() <= LARGEST)
                    .sorted()
                    .limit(count)
                    .forEach(f -> paths.add("/" + files.relativize(f)));
        }
        assumeTrue(!paths.isEmpty(), "the video has no segments of 0.3 to 1.5 MB");
        compare(what, bound, url, files, paths);
    }

    /** A picture rendition of the running service's video. */
    private static String firstRendition() throws IOException {
        try (var folders = Files.newDirectoryStream(Path.of(System.getProperty("bench.files")), "v*")) {
            return folders.iterator().next().getFileName().toString();
        }
    }

    private void playlists(String url, String rendition) throws Exception {
        var path = "/" + rendition + "/index.m3u8";
        var text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofByteArray());
        var copy = Files.createDirectories(root.resolve(UUID.randomUUID() + "/" + rendition));
        Files.write(copy.resolve("index.m3u8"), text.body());
        compare("playlist of " + text.body().length + " bytes", 0.8, url, copy.getParent(), List.of(path));
    }

    /**
     * @param url of the video at our service
     * @param files what nginx serves: the folder of the same video
     * @param paths below both
     */
    private void compare(String what, double bound, String url, Path files, List<String> paths) throws Exception {
        var base = URI.create(url);
        var ours =
                Wrk.asking(folder, paths.stream().map(p -> base.getPath() + p).toList(), SECONDS);
        var theirs = Wrk.asking(folder, paths, SECONDS);
        var home = Files.createTempDirectory(folder, "nginx");
        try (var nginx = Nginx.serving(home, files)) {
            var ourUrl = url.substring(0, url.length() - base.getPath().length());
            new Wrk(ours.script(), WARM_UP_SECONDS).against(ourUrl);
            theirs.against(nginx.url());
            var rounds = new ArrayList<Round>();
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(new Round(ours.against(ourUrl), theirs.against(nginx.url())));
            }
            rounds.sort((a, b) -> Double.compare(a.ratio(), b.ratio()));
            var middle = rounds.get(ROUNDS / 2);
            System.out.printf(
                    "%-32s %9.0f/s  nginx %9.0f/s  x %.2f (%.2f to %.2f), bound %.2f%n    %s%n    %s%n",
                    what,
                    middle.ours(),
                    middle.theirs(),
                    middle.ratio(),
                    rounds.get(0).ratio(),
                    rounds.get(ROUNDS - 1).ratio(),
                    bound,
                    String.join(" ", ours.command(ourUrl)),
                    String.join(" ", theirs.command(nginx.url())));
            assertThat(middle.ratio()).as(what).isGreaterThanOrEqualTo(bound);
        }
    }

    private record Round(double ours, double theirs) {
        double ratio() {
            return ours / theirs;
        }
    }
}
