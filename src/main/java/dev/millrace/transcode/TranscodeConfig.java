package dev.millrace.transcode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What streams look like and how they are made. */
@ConfigMapping(prefix = "millrace.transcode")
public interface TranscodeConfig {

    /** x264's preset: {@code superfast}, {@code veryfast}, {@code faster}, {@code fast}, {@code medium} or {@code slow}. */
    @WithDefault("veryfast")
    String preset();

    /** Short side of the highest rung: 1080, or 1440 or 2160 for sources that have as many lines. */
    @WithDefault("1080")
    int highestRung();

    /** Bits per second of a stereo sound rendition; one of 5.1 has three times as many. */
    @WithDefault("128000")
    long audioBitRate();

    /** Whether sound is brought to one loudness (EBU R 128, -16 LUFS), by one factor and without clipping. */
    @WithDefault("true")
    boolean loudness();

    /**
     * Sound up to this length is heard whole before its first segment is made; of longer sound parts are heard, and the
     * whole when all else is done.
     */
    @WithDefault("5m")
    Duration loudnessWholeUpTo();

    /** x264 threads of one engine; by default the cores shared among the worker slots. */
    OptionalInt threads();

    /** How long the source of a failed video is kept. */
    @WithDefault("24h")
    Duration keepFailedSource();
}
