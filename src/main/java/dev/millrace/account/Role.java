package dev.millrace.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What somebody may do at most; each role may do what the ones before it may. */
public enum Role {
    /** Not signed in. */
    VISITOR,
    /** Sees what is public and what is shared with it, comments. */
    VIEWER,
    /** Also has videos of its own. */
    UPLOADER,
    /** Also keeps order among comments and reports. */
    MODERATOR,
    /** May do everything. */
    ADMIN;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As pages call it. */
    public String label() {
        return switch (this) {
            case VISITOR -> "Visitor";
            case VIEWER -> "Viewer";
            case UPLOADER -> "Uploader";
            case MODERATOR -> "Moderator";
            case ADMIN -> "Administrator";
        };
    }

    /** Of somebody who has an account. */
    @JsonCreator
    public static Role of(String key) {
        return Arrays.stream(values())
                .filter(role -> role != VISITOR && role.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role is called " + key));
    }

    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
