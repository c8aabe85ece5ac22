package dev.millrace.preference;

/** Yes, no, or as this service does it. */
enum Choice implements Keyed {
    DEFAULT,
    ON,
    OFF;

    boolean or(boolean otherwise) {
        return this == DEFAULT ? otherwise : this == ON;
    }
}
