package dev.millrace.bench;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * All that a player loads before it can show the first picture with its sound: the multivariant playlist, then, of the
 * first variant and of its default sound at the same time, the media playlist, the init segment and segment 0.
 */
final class FirstPlay {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final VideoClient client;

    private FirstPlay(VideoClient client) {
        this.client = client;
    }

    /** Loads it, asking again for what is not there yet; returns when the last byte has come. */
    static void await(VideoClient client, String id) {
        new FirstPlay(client).load("/v/" + id + "/index.m3u8");
    }

    private void load(String path) {
        var first = Awaitility.await("multivariant playlist")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(() -> client.ask(path).join(), answer -> answer.statusCode() == OK);
        var streams = listing(path, first);
        var paths = new ArrayList<>(streams.defaultSound());
        paths.add(streams.firstVariant());
        CompletableFuture.allOf(paths.stream().map(this::rendition).toArray(CompletableFuture[]::new))
                .join();
    }

    private CompletableFuture<Void> rendition(String path) {
        return loaded(path).thenCompose(answer -> {
            var listing = listing(path, answer);
            return CompletableFuture.allOf(
                    loaded(listing.init()), loaded(listing.segments().get(0)));
        });
    }

    /** Like a player, it asks again when it was held for as long as the service holds. */
    private CompletableFuture<HttpResponse<byte[]>> loaded(String path) {
        return client.ask(path).thenCompose(answer -> {
            if (answer.statusCode() == UNAVAILABLE) {
                return loaded(path);
            }
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(path + " was answered with " + answer.statusCode());
            }
            return CompletableFuture.completedFuture(answer);
        });
    }

    private static Listing listing(String path, HttpResponse<byte[]> answer) {
        return new Listing(path, new String(answer.body(), StandardCharsets.UTF_8));
    }
}
