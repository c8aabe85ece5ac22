package dev.millrace.transcode;

import dev.millrace.media.Resolution;
import java.util.UUID;

/** Single pictures of streams, made when somebody asks for one. */
public interface Stills {

    /**
     * A picture somebody asks for.
     *
     * @param rendition the rung to take it from
     * @param slot of the grid: which picture
     * @param size no larger than the rung
     * @param format {@code jpg} or {@code webp}
     */
    record Still(UUID video, String rendition, long slot, Resolution size, String format) {}

    /**
     * Makes a picture whose segment is published. Blocks for as long as an engine takes, some tenths of a second as a rule;
     * nothing limits how many are made at once but the caller.
     *
     * @throws IllegalStateException when it cannot be made
     */
    byte[] make(Still still) throws InterruptedException;
}
