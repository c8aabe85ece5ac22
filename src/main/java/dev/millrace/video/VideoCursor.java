package dev.millrace.video;

import dev.millrace.problem.InvalidFieldsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in a sorted list: after this video. Opaque to clients; it holds nothing they did not see.
 *
 * @param key what the list is sorted by, at that place
 */
record VideoCursor(VideoSort sort, Object key, UUID id) {

    static String after(VideoSort sort, VideoListing.Place last) {
        String text = sort.key() + "\n" + last.id() + "\n" + last.key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor back; it must have been made for the same order. */
    static VideoCursor parse(VideoSort sort, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 3);
            if (parts.length == 3 && parts[0].equals(sort.key()) && parts[2].indexOf('\0') < 0) {
                return new VideoCursor(sort, sort.parse(parts[2]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            // fall through: whatever is wrong with it, the client's way out is the same
        }
        throw new InvalidFieldsException("cursor", "is not the next cursor of a page in this order");
    }
}
