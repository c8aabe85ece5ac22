package dev.millrace.bench;

import dev.millrace.testing.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** An upload of random bytes that lie nowhere: made while they are sent, so that no disk of the client takes part. */
final class LongUpload implements AutoCloseable {

    private static final String BEFORE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.mp4\"\r\n\r\n";
    private static final String AFTER = "\r\n--b--\r\n";

    private final byte[] megabyte = new byte[1 << 20];
    private final Socket socket;
    private int sent;

    /** Begins it. */
    LongUpload(String root, long megabytes) throws IOException {
        new Random(1).nextBytes(megabyte);
        socket = new Socket("127.0.0.1", URI.create(root).getPort());
        long length = BEFORE.length() + (megabytes << 20) + AFTER.length();
        write("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Operator.AUTHORIZATION
                + "\r\nConnection: close\r\nContent-Length: " + length
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n" + BEFORE);
    }

    /** Sends another megabyte, unlike the ones before; waits while the service takes no more. */
    void sendMegabyte() throws IOException {
        megabyte[sent++ % megabyte.length]++;
        socket.getOutputStream().write(megabyte);
    }

    /** Ends it and returns the whole answer. */
    String end() throws IOException {
        write(AFTER);
        try (InputStream answer = socket.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
