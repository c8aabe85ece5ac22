package dev.millrace.video;

import java.util.UUID;

/** What happens to videos, as CDI events. */
public final class VideoEvents {

    private VideoEvents() {}

    /** A whole source is in the store. Fired inside the transaction that makes the row: observers join it. */
    public record Created(UUID video) {}

    /** A video is being removed. Fired inside the transaction that removes the row: observers join it. */
    public record Deleted(UUID video) {}

    /** A video's row changed, on any node. Fired after commit, on a background thread. */
    public record Changed(UUID video) {}
}
