package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.storage.MediaStore;
import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** With {@code -Dupload.megabytes=5120} by hand for the figure in the documentation. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class LargeUploadTest {

    private static final Logger LOG = Logger.getLogger(LargeUploadTest.class);
    private static final long MEGABYTES = Long.getLong("upload.megabytes", 300);
    private static final long HEAP_ALLOWED = 32L << 20;

    @Inject
    MediaStore store;

    @TestHTTPResource
    URI root;

    @Test
    void keepsTheHeapFlat() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        new Random(1).nextBytes(megabyte);
        String start = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.mp4\"\r\n\r\n";
        String end = "\r\n--b--\r\n";
        long length = start.length() + (MEGABYTES << 20) + end.length();
        var digest = MessageDigest.getInstance("SHA-256");
        long before = heapInUse();
        long most = before;
        try (var socket = new Socket("localhost", root.getPort())) {
            var out = socket.getOutputStream();
            out.write(ascii("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Operator.AUTHORIZATION
                    + "\r\nConnection: close\r\nContent-Length: "
                    + length + "\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n" + start));
            for (long i = 0; i < MEGABYTES; i++) {
                megabyte[(int) i % megabyte.length]++;
                digest.update(megabyte);
                out.write(megabyte);
                if (i % Math.max(1, MEGABYTES / 10) == 0) {
                    most = Math.max(most, heapInUse());
                }
            }
            most = Math.max(most, heapInUse());
            out.write(ascii(end));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .reduce("", (a, b) -> a + "\n" + b);

            assertThat(answer).contains("201 Created", HexFormat.of().formatHex(digest.digest()));
            store.delete("sources/" + answer.replaceAll("(?s).*Location: /api/videos/([0-9a-f-]{36}).*", "$1"));
        }
        LOG.infof(
                "Heap in use before %d KiB, at most %d KiB while %d MiB came in", before >> 10, most >> 10, MEGABYTES);
        assertThat(most - before).isLessThan(HEAP_ALLOWED);
    }

    /** What is reachable, not what waits for the collector. */
    private static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] ascii(String text) throws IOException {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
