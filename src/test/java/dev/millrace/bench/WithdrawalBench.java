package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the addresses of a stream still open after its owner has made it private: from the moment the change is asked
 * for until the last answer that still opened something. Strangers ask for its two playlists and for a segment, all three
 * in memory, without a pause.
 */
@Tag("bench")
class WithdrawalBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 10);
    private static final double BOUND = 1.0;
    private static final double FAR_TOO_LONG = 60;
    private static final int REFUSALS = 50;
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    @TempDir
    Path folder;

    private final HttpClient stranger =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private PackagedService service;
    private String film;

    @BeforeEach
    void startAndMakeOneFilm() throws Exception {
        var source = KeptFilms.halfAMinute();
        service = PackagedService.start(folder);
        film = service.client().make(source).required("id").asText();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void oldAddressesOpenNothingWithinASecond() throws Exception {
        var client = service.client();
        var multivariant = client.listing("/v/" + film + "/index.m3u8");
        var media = client.listing(multivariant.firstVariant());
        var old = List.of(multivariant.path(), media.path(), media.segments().get(0));

        withdrawn(old); // once, that does not count
        var seconds = Seconds.of(ROUNDS, () -> withdrawn(old));

        System.out.printf(
                Locale.ROOT, "withdrawal: until old addresses open nothing %s, bound %.2f s%n", seconds, BOUND);
        assertThat(seconds.longest()).isLessThanOrEqualTo(BOUND);
    }

    private double withdrawn(List<String> old) throws Exception {
        change("unlisted");
        for (var path : old) {
            while (status(path) != FOUND) {
                Thread.onSpinWait();
            }
        }
        var askers = Executors.newFixedThreadPool(old.size());
        try {
            long asked = System.nanoTime();
            var closed = old.stream()
                    .map(path -> CompletableFuture.supplyAsync(() -> closed(path), askers))
                    .toList();
            change("private");
            double longest = 0;
            for (var one : closed) {
                longest = Math.max(longest, (one.get() - asked) / 1e9);
            }
            return longest;
        } finally {
            askers.shutdownNow();
        }
    }

    /** When the last request was answered that still opened something. */
    private long closed(String path) {
        long begun = System.nanoTime();
        long last = begun;
        for (int refused = 0; refused < REFUSALS; ) {
            int status = status(path);
            assertThat(status).isIn(FOUND, NOT_FOUND);
            if (status == FOUND) {
                last = System.nanoTime();
                assertThat(Seconds.since(begun)).as(path).isLessThan(FAR_TOO_LONG);
                refused = 0;
            } else {
                refused++;
            }
        }
        return last;
    }

    private void change(String visibility) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.client().root() + "/api/videos/" + film))
                .header("Authorization", Operator.AUTHORIZATION)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"visibility\":\"" + visibility + "\"}"))
                .build();
        var answer = stranger.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(FOUND);
    }

    private int status(String path) {
        var request = HttpRequest.newBuilder(URI.create(service.client().root() + path))
                .build();
        try {
            return stranger.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
