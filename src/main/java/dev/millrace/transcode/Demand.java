package dev.millrace.transcode;

import java.util.UUID;

/**
 * What viewers are waiting for. Wanting a segment moves its chunk to the front of the queue; when nobody waits any
 * more, it loses its place.
 */
public interface Demand {

    /** Somebody waits for a segment from now on. Does not block: the work is handed to a background thread. */
    void want(UUID video, String rendition, int segment);

    /**
     * Nobody waits for it any more: all went away, or have it. Said after every {@link #want}, also when the segment was
     * published in between. Does not block.
     */
    void drop(UUID video, String rendition, int segment);
}
