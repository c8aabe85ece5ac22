package dev.millrace.engine;

import java.util.List;

/**
 * What the check at start found out about the engine.
 *
 * @param ffmpeg version of the media library
 * @param missingEncoders what this product needs and the build has not
 * @param level how well untrusted media is locked in
 */
public record EngineStatus(String ffmpeg, List<String> missingEncoders, Level level) {

    /** The sandbox levels of the operations page. */
    public enum Level {
        /** bubblewrap: no network, no files but the source and one output folder. */
        A,
        /** Limits of memory, files and descriptors, low priority, empty environment. */
        C
    }
}
