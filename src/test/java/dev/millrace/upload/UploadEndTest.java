package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Operator;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Uploads whose last bytes arrive while the ones before are being written. Whether they do is chance: one in fifteen on a
 * busy machine, hence the many.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class UploadEndTest {

    private static final int TWO_BATCHES_AND_A_BIT = 2 * 256 * 1024 + 1869;
    private static final int PIECE = 16 * 1024;
    private static final int ANSWER_MILLIS = 20_000;

    @TestHTTPResource("/")
    URI root;

    @RepeatedTest(60)
    void areAnswered() throws IOException {
        var head = "--b\r\nContent-Disposition: form-data; name=\"visibility\"\r\n\r\nnobody\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"film.mp4\"\r\n\r\n";
        var tail = "\r\n--b--\r\n";
        int length = head.length() + TWO_BATCHES_AND_A_BIT + tail.length();
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            var out = socket.getOutputStream();
            out.write(ascii("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Operator.AUTHORIZATION
                    + "\r\nContent-Length: " + length + "\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
                    + head));
            for (int left = TWO_BATCHES_AND_A_BIT; left > 0; left -= PIECE) {
                out.write(new byte[Math.min(left, PIECE)]);
            }
            out.write(ascii(tail));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine())
                    .as("a wrong field is noticed at the end")
                    .startsWith("HTTP/1.1 400");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
