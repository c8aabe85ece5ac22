package dev.millrace.video;

import dev.millrace.problem.InvalidFieldsException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;

/** The orders a list can have. Each is total, by the id at the end, so that a cursor names one place. */
enum VideoSort {
    NEWEST("v.created_at", true, "timestamptz", VideoSort::moment),
    OLDEST("v.created_at", false, "timestamptz", VideoSort::moment),
    VIEWS("v.views", true, "bigint", Long::valueOf),
    TITLE("lower(v.title)", false, "text", text -> text),
    LONGEST("coalesce(v.duration_seconds, 0)", true, "double precision", VideoSort::number),
    /** Only for what was searched; the rank is {@link VideoListing}'s. */
    RELEVANCE("hit.rank", true, "bigint", Long::valueOf);

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final String column;
    private final boolean down;
    private final String type;
    private final Function<String, Object> key;

    VideoSort(String column, boolean down, String type, Function<String, Object> key) {
        this.column = column;
        this.down = down;
        this.type = type;
        this.key = key;
    }

    /** Null is the natural one: what fits best of what was searched, else the newest. */
    static VideoSort named(String name, boolean searched) {
        if (name == null) {
            return searched ? RELEVANCE : NEWEST;
        }
        for (var sort : values()) {
            if (sort.key().equals(name) && (searched || sort != RELEVANCE)) {
                return sort;
            }
        }
        throw new InvalidFieldsException("sort", "must be newest, oldest, views, title, longest or, with q, relevance");
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** SQL of what the list is sorted by, where a video is {@code v}. */
    String column() {
        return column;
    }

    /** SQL of the order. */
    String order() {
        return down ? column + " desc, v.id desc" : column + ", v.id";
    }

    /** SQL of the condition that picks what comes after a place, with parameters {@code key} and {@code id}. */
    String after() {
        return "(" + column + ", v.id) " + (down ? "<" : ">") + " (cast(:key as " + type + "), :id)";
    }

    /** One that the database has, too. */
    private static Instant moment(String text) {
        var moment = Instant.parse(text);
        if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST)) {
            throw new DateTimeParseException("too far away", text, 0);
        }
        return moment;
    }

    private static Double number(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** The value for the parameter {@code key}. */
    Object parse(String text) throws DateTimeParseException {
        return key.apply(text);
    }
}
