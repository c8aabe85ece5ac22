package dev.millrace.preference;

import dev.millrace.problem.InvalidFieldsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of a few values that have a name for people and programs: their own in small letters. */
interface Keyed {

    String name();

    default String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Throws {@link InvalidFieldsException}, for the field that it was read from. */
    static <T extends Keyed> T of(T[] all, String field, String key) {
        return Arrays.stream(all)
                .filter(value -> value.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldsException(
                        field,
                        "must be one of " + Arrays.stream(all).map(Keyed::key).collect(Collectors.joining(", "))));
    }
}
