package dev.millrace.community;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of a comment. */
public enum CommentState {
    SHOWN,
    /** By a moderator: only moderators and its author still read it. */
    HIDDEN,
    /** For good: its text is gone. */
    DELETED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
