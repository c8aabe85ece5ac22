package dev.millrace.video;

import java.util.UUID;

/** What happens to videos, as CDI events. */
public final class VideoEvents {

    private VideoEvents() {}

    /**
     * A whole source is in the store and the work may begin. Fired inside the transaction that makes the row: observers
     * join it.
     */
    public record Created(UUID video) {}

    /**
     * The work on a failed video may begin again. Fired inside the transaction that requeues the row: observers join it.
     *
     * @param failure code of what it failed with
     */
    public record Retried(UUID video, String failure) {}

    /** A video is being removed. Fired inside the transaction that removes the row: observers join it. */
    public record Deleted(UUID video) {}

    /**
     * Others may see a video than before: what is known of it, and what was handed out for it, is not true any more.
     * Fired inside the transaction: observers join it.
     */
    public record AccessChanged(UUID video) {}

    /** The poster shall show another moment. Fired inside the transaction that stores it: observers join it. */
    public record PosterChosen(UUID video) {}

    /** Its owner stopped the work. Fired inside the transaction that fails the video: observers join it. */
    public record Cancelled(UUID video) {}

    /**
     * A video's row changed or went away, on any node. Fired after commit, on a background thread, for both kinds of
     * observers: {@code @Observes} in the order of commits and must not block for long, {@code @ObservesAsync} on a
     * pool.
     */
    public record Changed(UUID video) {}
}
