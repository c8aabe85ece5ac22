package dev.millrace.video;

import dev.millrace.problem.InvalidFieldsException;

/**
 * Which videos to list, and how; null and blank parts ask for nothing.
 *
 * @param text words to find in title, description, tags and captions
 * @param sort a {@link VideoSort} by name; null for the natural one
 * @param cursor {@link VideoPage#next} of the page before
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 */
public record VideoQuery(
        String text, String category, String tag, VideoState state, String sort, String cursor, int limit) {

    public static final int MAX_LIMIT = 200;
    public static final int DEFAULT_LIMIT = 50;

    public VideoQuery {
        text = blankToNull(text);
        category = blankToNull(category);
        tag = blankToNull(VideoText.tag(tag));
        sort = blankToNull(sort);
        cursor = blankToNull(cursor);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidFieldsException("limit", "must be from 1 to " + MAX_LIMIT);
        }
    }

    private static String blankToNull(String text) {
        String line = VideoText.line(text);
        return line.isEmpty() ? null : line;
    }
}
