package dev.millrace.playback;

import dev.millrace.transcode.Streams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The route on a plain HTTP server: everything real but the database. */
public final class PlainService implements AutoCloseable {

    public final MemoryStreams streams = new MemoryStreams();
    public final FolderStore store;
    final Wishes wishes = new Wishes();
    final DrawnStills stills = new DrawnStills();
    final Thumbnails thumbnails;
    final FileCache cache;
    final StreamDirectory directory;
    final HeldRequests held;
    final PlaybackRoute route;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService worker = Executors.newFixedThreadPool(4);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final AtomicInteger hungUp = new AtomicInteger();

    public PlainService(Path folder, long cacheBytes) {
        this(folder, cacheBytes, Duration.ofSeconds(20), 10_000);
    }

    PlainService(Path folder, long cacheBytes, Duration hold, int maxHeld) {
        this.store = new FolderStore(folder);
        this.cache = new FileCache(store, worker, cacheBytes);
        this.held = new HeldRequests(wishes, hold, maxHeld);
        this.directory = new StreamDirectory(streams, worker, 1 << 24);
        this.thumbnails = new Thumbnails(stills, new ThumbnailFiles(folder.resolve("thumbnails"), 1 << 20), worker, 1);
        this.route = new PlaybackRoute(
                directory,
                new Access((token, video, epoch) -> false, () -> false),
                cache,
                held,
                thumbnails,
                new CaptionTexts(store, worker));
        var router = Router.router(vertx);
        router.route("/v/*").handler(route);
        this.server = vertx.createHttpServer()
                .requestHandler(router)
                .connectionHandler(c -> c.closeHandler(closed -> hungUp.incrementAndGet()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    /** How many connections were closed. */
    int hungUp() {
        return hungUp.get();
    }

    /** Makes a segment of random bytes. */
    public byte[] make(UUID video, String rendition, int number, int size) {
        var bytes = new byte[size];
        new Random(31L * number + rendition.hashCode()).nextBytes(bytes);
        store.put(Streams.segmentKey(video, rendition, number), bytes);
        return bytes;
    }

    /** Makes a segment and tells everyone. */
    byte[] publish(UUID video, String rendition, int number, int size) {
        var bytes = make(video, rendition, number, size);
        route.published(streams.publish(video, rendition, number, size));
        return bytes;
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) {
        try {
            return client.send(request(method, path, headers), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<byte[]>> getAsync(String path) {
        return client.sendAsync(request("GET", path), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        worker.shutdownNow();
        thumbnails.close();
        cache.close();
    }

    private HttpRequest request(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
