package dev.millrace.proof;

/**
 * A rule that a stream breaks.
 *
 * @param rule its name, stable: {@code target_duration}
 * @param must whether the stream may not be published like that
 * @param sentence for people: what breaks it, without a full stop
 */
public record Finding(String rule, boolean must, String sentence) {}
