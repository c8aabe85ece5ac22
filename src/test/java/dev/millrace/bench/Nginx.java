package dev.millrace.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The peer: nginx with everything on that makes it fast with files, over one folder. */
final class Nginx implements AutoCloseable {

    static final Path BINARY = Path.of("/usr/sbin/nginx");

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param home for its configuration and logs
     * @param root what it serves
     */
    static Nginx serving(Path home, Path root) throws IOException {
        int port = freePort();
        var config = Files.writeString(
                home.resolve("nginx.conf"),
                """
                daemon off;
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                %4$s
                events { worker_connections 1024; }
                http {
                    types { video/iso.segment m4s; application/vnd.apple.mpegurl m3u8; }
                    access_log off;
                    gzip off;
                    sendfile on;
                    tcp_nopush on;
                    open_file_cache max=10000 inactive=600s;
                    open_file_cache_valid 600s;
                    keepalive_requests 100000000;
                    client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                    uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                    server { listen 127.0.0.1:%2$d; root %3$s; }
                }
                """
                        .formatted(
                                home, port, root, "root".equals(System.getProperty("user.name")) ? "user root;" : ""));
        var process = new ProcessBuilder(BINARY.toString(), "-c", config.toString(), "-p", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile())
                .start();
        Awaitility.await().until(() -> answers(port));
        return new Nginx(process, port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
