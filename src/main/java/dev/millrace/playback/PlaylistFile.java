package dev.millrace.playback;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A playlist, or another text, ready to be sent, as it is and compressed. The buffers are shared by all requests and never changed.
 */
record PlaylistFile(Encoded plain, Encoded gzip) {

    private static final int TAG_BYTES = 12;

    /** One form of the text, and the ETag of this form. */
    record Encoded(Buffer body, String etag) {}

    static PlaylistFile of(byte[] text) {
        var hash = HexFormat.of().formatHex(sha256(text), 0, TAG_BYTES);
        return new PlaylistFile(
                new Encoded(Buffer.buffer(text), '"' + hash + '"'),
                new Encoded(Buffer.buffer(gzip(text)), '"' + hash + "-gzip\""));
    }

    int sizeBytes() {
        return plain.body().length() + gzip.body().length();
    }

    private static byte[] gzip(byte[] text) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
