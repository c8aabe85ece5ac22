package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java heap of a service that may use 256 MB, while three films are made and 200 requests and more are held. */
@Tag("bench")
class HeapBench {

    private static final int SAMPLES = Integer.getInteger("bench.heap-samples", 60);
    private static final long BOUND = 256L << 20;
    private static final int FILMS = 3;
    private static final int HELD = 200;

    /** More than must be held, because one that was answered is not held for a moment. */
    private static final int CLIENTS = 260;

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final List<Metrics> samples = Collections.synchronizedList(new ArrayList<>());

    @Test
    void staysWithin256MegabytesWhileFilmsAreMadeAndRequestsHeld() throws Exception {
        var film = KeptFilms.real("long-1080p-6min.mp4");
        try (var service = PackagedService.start(folder, "-Xmx256m", "-Dmillrace.worker-slots=" + FILMS)) {
            var client = service.client();
            var videos = new ArrayList<String>();
            for (int i = 0; i < FILMS; i++) {
                videos.add(client.upload(film));
            }
            for (var video : videos) {
                FirstPlay.await(client, video);
            }
            int threads = client.metrics().threads();
            try (var crowd = new HeldCrowd(client, HeldCrowd.secondHalves(client, videos), CLIENTS)) {
                sample(client);
                var reachable = service.reachableHeapBytes();
                print(threads, reachable, crowd);
                assertThat(crowd.answers().keySet()).isSubsetOf(200, 503);
            }
            for (var video : videos) {
                assertThat(VideoClient.state(client.video(video))).isEqualTo("processing");
                client.delete(video);
            }
            assertThat(most(Metrics::usedHeapBytes)).isLessThanOrEqualTo(BOUND);
            assertThat(service.log()).doesNotContain("OutOfMemoryError");
        }
    }

    /** Counts the moments only at which enough requests are held. */
    private void sample(VideoClient client) {
        await("moments with " + HELD + " held requests")
                .pollInterval(INTERVAL)
                .atMost(PATIENCE.plus(INTERVAL.multipliedBy(SAMPLES)))
                .until(() -> {
                    var now = client.metrics();
                    if (now.held() >= HELD) {
                        samples.add(now);
                    }
                    return samples.size() == SAMPLES;
                });
    }

    private void print(int threads, long reachable, HeldCrowd crowd) throws IOException {
        System.out.printf(
                "heap:       %d films in work, %d to %d requests held: at most %d MB in use, bound %d MB; %d MB reachable;"
                        + " %d threads before, at most %d; answers by status %s%n",
                FILMS,
                samples.stream().mapToInt(Metrics::held).min().orElseThrow(),
                most(Metrics::held),
                most(Metrics::usedHeapBytes) >> 20,
                BOUND >> 20,
                reachable >> 20,
                threads,
                most(Metrics::threads),
                crowd.answers());
    }

    private long most(ToLongFunction<Metrics> figure) {
        return samples.stream().mapToLong(figure).max().orElseThrow();
    }
}
