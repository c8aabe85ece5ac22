package dev.millrace.upload;

import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The image of a watermark as it comes. It is small, so it waits in memory for the end of the request. What begins unlike
 * an image is refused at once; whether it is one is found out by the engine.
 *
 * <p>Confined to the request's event loop, but for {@link #writeTo}.
 */
class MarkIntake {

    static final int MOST_BYTES = 2 << 20;

    private static final String FIELD = "watermark";

    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG = "\u00ff\u00d8\u00ff";
    private static final String WEBP = "RIFF....WEBP";

    private final Buffer bytes = Buffer.buffer();
    private final Consumer<ProblemException> refused;

    private boolean ended;

    /** @param refused told once, and nothing more is taken */
    MarkIntake(HttpServerFileUpload part, Consumer<ProblemException> refused) {
        this.refused = refused;
        part.handler(more -> {
                    bytes.appendBuffer(more);
                    if (bytes.length() > MOST_BYTES) {
                        refuse(part, "must not be larger than " + Size.inWords(MOST_BYTES));
                    }
                })
                .endHandler(end -> {
                    ended = true;
                    if (!looksLikeAnImage()) {
                        refuse(part, "must be a PNG, JPEG or WebP image");
                    }
                });
    }

    /** Whether the last byte of the part has arrived. */
    boolean ended() {
        return ended;
    }

    void writeTo(SourceFile file) throws IOException {
        file.append(bytes.getBytes(), bytes.length());
    }

    private void refuse(HttpServerFileUpload part, String message) {
        part.handler(more -> {}).endHandler(end -> {});
        refused.accept(new InvalidFieldsException(FIELD, message));
    }

    private boolean looksLikeAnImage() {
        var head = bytes.getString(0, Math.min(bytes.length(), WEBP.length()), StandardCharsets.ISO_8859_1.name());
        return head.startsWith(PNG) || head.startsWith(JPEG) || head.matches("(?s)" + WEBP);
    }
}
