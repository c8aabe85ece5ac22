package dev.millrace.video;

import dev.millrace.problem.InvalidFieldsException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** The orders a list can have. Each is total, by the id at the end, so that a cursor names one place. */
enum VideoSort {
    NEWEST("createdAt desc, id desc", "(createdAt, id) < (:key, :id)", Instant::parse),
    OLDEST("createdAt, id", "(createdAt, id) > (:key, :id)", Instant::parse),
    TITLE("lower(title), id", "(lower(title), id) > (lower(:key), :id)", text -> text);

    private final String order;
    private final String after;
    private final Function<String, Object> key;

    VideoSort(String order, String after, Function<String, Object> key) {
        this.order = order;
        this.after = after;
        this.key = key;
    }

    static VideoSort named(String name) {
        for (var sort : values()) {
            if (name == null || sort.key().equals(name)) {
                return sort;
            }
        }
        throw new InvalidFieldsException("sort", "must be newest, oldest or title");
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** HQL of the order. */
    String order() {
        return order;
    }

    /** HQL of the condition that picks what comes after a place, with parameters {@code key} and {@code id}. */
    String after() {
        return after;
    }

    String keyOf(VideoView video) {
        return this == TITLE ? video.title() : video.createdAt().toString();
    }

    /** The value for the parameter {@code key}. */
    Object parse(String text) throws DateTimeParseException {
        return key.apply(text);
    }
}
