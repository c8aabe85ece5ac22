package dev.millrace.problem;

import java.util.Locale;

/** A switch in a query: {@code ?x} and {@code ?x=true} turn it on; what is neither yes nor no is refused, never guessed. */
public final class Flag {

    private Flag() {}

    /** @param value as the query has it; null where the query does not */
    public static boolean of(String name, String value) {
        return switch (value == null ? "no" : value.toLowerCase(Locale.ROOT)) {
            case "", "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new InvalidFieldsException(name, "must be true or false");
        };
    }
}
