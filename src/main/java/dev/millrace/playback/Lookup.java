package dev.millrace.playback;

/** What the directory says of a video. */
sealed interface Lookup permits KnownStream, Lookup.Missing {

    /** Why there is nothing to serve. */
    enum Missing implements Lookup {
        /** no such video, or nothing to play of it */
        ABSENT,
        /** nobody can tell now: the database did not answer */
        UNAVAILABLE
    }
}
