package dev.millrace.upload;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Looks whether a form ends with its last boundary (RFC 2046 §5.1.1): the form decoder takes one that was cut within a
 * field as if the field had never been.
 */
final class FormEnd {

    /** What may follow the last boundary: nobody sends more than a line's end. */
    private static final int EPILOGUE_BYTES = 1024;

    private final String lastBoundary;
    private final int most;
    private Buffer tail = Buffer.buffer();

    /** {@code contentType} as {@link FormType#read} gives it. */
    FormEnd(String contentType) {
        this.lastBoundary = "--" + contentType.replaceFirst("^.*?boundary=", "").split(";", 2)[0] + "--";
        this.most = lastBoundary.length() + EPILOGUE_BYTES;
    }

    /** Takes the next bytes of the body. */
    void add(Buffer bytes) {
        if (bytes.length() >= most) {
            tail = bytes.getBuffer(bytes.length() - most, bytes.length());
            return;
        }
        int kept = Math.min(tail.length(), most - bytes.length());
        tail = tail.getBuffer(tail.length() - kept, tail.length()).appendBuffer(bytes);
    }

    /** Whether the body that has come so far is whole. */
    boolean isThere() {
        return tail.toString(StandardCharsets.ISO_8859_1).contains(lastBoundary);
    }
}
