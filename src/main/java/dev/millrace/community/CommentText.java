package dev.millrace.community;

import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;

/** What somebody wants to say: plain text, at most {@value #AT_MOST} code points, no runs of empty lines. */
record CommentText(String value) {

    static final int AT_MOST = 5_000;

    static CommentText of(String raw) {
        String text = PlainText.text(raw).replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n");
        if (text.replaceAll("[\\s\\p{Cf}\\p{Z}]", "").isEmpty()) {
            throw new InvalidFieldsException("text", "must not be empty");
        }
        if (PlainText.length(text) > AT_MOST) {
            throw new InvalidFieldsException("text", "must not be longer than " + AT_MOST + " characters");
        }
        return new CommentText(text);
    }
}
