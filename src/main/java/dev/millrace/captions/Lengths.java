package dev.millrace.captions;

/** How much of a raw text is looked at: untrusted ones may be megabytes of opening brackets. */
final class Lengths {

    private static final int LONGEST_RAW = 20_000;

    private Lengths() {}

    static String cut(String raw) {
        return raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW);
    }
}
