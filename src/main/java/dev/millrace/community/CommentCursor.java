package dev.millrace.community;

import dev.millrace.problem.InvalidFieldsException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A place among the comments of a video: after this one. Opaque to clients; it holds nothing they did not see. */
record CommentCursor(CommentOrder order, int likes, Instant at, UUID id) {

    /** The database's calendar ends later, Java's much later. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    static String after(CommentOrder order, CommentView last) {
        String text = order.key() + "\n" + last.likes() + "\n" + last.createdAt() + "\n" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor back; it must have been made for the same order. */
    static CommentCursor parse(CommentOrder order, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length == 4 && parts[0].equals(order.key())) {
                var at = Instant.parse(parts[2]);
                if (!at.isBefore(Instant.EPOCH) && at.isBefore(LATEST)) {
                    return new CommentCursor(order, Integer.parseInt(parts[1]), at, UUID.fromString(parts[3]));
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // fall through: whatever is wrong with it, the client's way out is the same
        }
        throw new InvalidFieldsException("cursor", "is not the next cursor of a page in this order");
    }
}
