package dev.millrace.community;

import dev.millrace.problem.InvalidFieldsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order threads are read; each is total, so that a page ends where the next one begins. */
public enum CommentOrder {
    NEWEST("Newest", "c.created_at desc, c.id desc", "(c.created_at, c.id) < (:at, :id)"),
    OLDEST("Oldest", "c.created_at, c.id", "(c.created_at, c.id) > (:at, :id)"),
    TOP(
            "Most liked",
            "c.likes desc, c.created_at desc, c.id desc",
            "(c.likes, c.created_at, c.id) < (:likes, :at, :id)");

    private final String label;
    private final String order;
    private final String after;

    CommentOrder(String label, String order, String after) {
        this.label = label;
        this.order = order;
        this.after = after;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people are offered it. */
    public String label() {
        return label;
    }

    String sql() {
        return order;
    }

    /** What is true of the comments after a cursor. */
    String sqlAfter() {
        return after;
    }

    static Optional<CommentOrder> find(String key) {
        return Arrays.stream(values()).filter(o -> o.key().equals(key)).findFirst();
    }

    /** The newest first when nothing is asked for. */
    static CommentOrder named(String key) {
        return key == null
                ? NEWEST
                : find(key).orElseThrow(() -> new InvalidFieldsException("sort", "must be newest, oldest or top"));
    }
}
