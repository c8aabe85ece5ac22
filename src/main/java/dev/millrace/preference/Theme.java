package dev.millrace.preference;

/** The colours of pages. */
enum Theme implements Keyed {
    /** As the device says. */
    SYSTEM,
    LIGHT,
    DARK
}
