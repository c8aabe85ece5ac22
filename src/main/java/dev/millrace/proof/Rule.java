package dev.millrace.proof;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that must be true of a stream.
 *
 * @param name stable
 * @param must whether a stream that breaks it is not published
 * @param breaches sentences, one for each place where it is broken
 */
record Rule(String name, boolean must, Function<Evidence, Stream<String>> breaches) {

    static Rule must(String name, Function<Evidence, Stream<String>> breaches) {
        return new Rule(name, true, breaches);
    }

    static Rule should(String name, Function<Evidence, Stream<String>> breaches) {
        return new Rule(name, false, breaches);
    }

    Stream<Finding> over(Evidence evidence) {
        return breaches.apply(evidence).map(sentence -> new Finding(name, must, sentence));
    }
}
