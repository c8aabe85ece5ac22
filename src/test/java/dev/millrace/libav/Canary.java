package dev.millrace.libav;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A file and an address that nobody should touch, and that tell when somebody does. */
final class Canary implements AutoCloseable {

    final Path file;

    private final AtomicInteger touched = new AtomicInteger();
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Thread reader;
    private final Thread acceptor;

    /** The file is a pipe: opening it for writing waits until somebody opens it for reading. */
    Canary(Path file) throws IOException, InterruptedException {
        this.file = file;
        if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
            throw new IOException("cannot make a pipe at " + file);
        }
        reader = thread(() -> {
            try (var pipe = new FileOutputStream(file.toFile())) {
                pipe.flush(); // it is open: somebody reads
                touched.incrementAndGet();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        acceptor = thread(() -> {
            try {
                while (true) {
                    listener.accept().close();
                    touched.incrementAndGet();
                }
            } catch (IOException e) {
                return; // closed: the test is over
            }
        });
    }

    /** {@code http://127.0.0.1:port}. */
    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int port() {
        return listener.getLocalPort();
    }

    int touched() {
        return touched.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try (var pipe = new RandomAccessFile(file.toFile(), "rw")) {
            pipe.getFD();
            reader.join(); // it no longer waits
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable body) {
        var thread = new Thread(body, "canary");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
