package dev.millrace.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Pages of an origin of their own that play a stream in other people's players, which npm installs once. */
final class PlayerPages implements AutoCloseable {

    private static final Path PAGES = Path.of("src/test/web");
    private static final Path INSTALLED = Path.of("target/players");
    private static final List<String> MANIFEST = List.of("package.json", "package-lock.json", ".npmrc");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private PlayerPages(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static PlayerPages open() throws IOException, InterruptedException {
        install();
        return new PlayerPages(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /**
     * The page that plays a stream from its start to its end; {@code report()} in it tells how it went.
     *
     * @param wishes further parameters: the language {@code text} to be read, the time of a {@code picture} to be found
     */
    String page(String player, URI stream, String... wishes) {
        return "http://127.0.0.1:%d/player.html?player=%s&url=%s%s"
                .formatted(
                        server.getAddress().getPort(),
                        player,
                        URLEncoder.encode(stream.toString(), StandardCharsets.UTF_8),
                        Arrays.stream(wishes).map(w -> "&" + w).collect(Collectors.joining()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void install() throws IOException, InterruptedException {
        var lock = INSTALLED.resolve("package-lock.json");
        if (Files.exists(lock)
                && Files.mismatch(lock, PAGES.resolve("package-lock.json")) < 0
                && Files.exists(INSTALLED.resolve("done"))) {
            return;
        }
        Files.createDirectories(INSTALLED);
        for (var name : MANIFEST) {
            Files.copy(PAGES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
        npm.getOutputStream().close();
        var words = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new IllegalStateException("npm installed no players: " + words);
        }
        Files.writeString(INSTALLED.resolve("done"), "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var file = file(exchange.getRequestURI().getPath());
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private static Path file(String path) {
        return path.startsWith("/modules/")
                ? INSTALLED.resolve("node_modules").resolve(path.substring("/modules/".length()))
                : PAGES.resolve(path.substring(1));
    }

    private static String type(String name) {
        return name.endsWith(".html") ? "text/html" : "text/javascript";
    }
}
