package dev.millrace.media;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Names that people choose between: one that is taken gets a number, {@code English 2}. */
public final class DistinctNames {

    private final Set<String> taken = new HashSet<>();

    /** The name as it is to be used; taken from now on. */
    public String take(String name) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> n == 1 ? name : name + " " + n)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }
}
