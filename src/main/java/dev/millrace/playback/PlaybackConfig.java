package dev.millrace.playback;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How streams are served. */
@ConfigMapping(prefix = "millrace.playback")
interface PlaybackConfig {

    /** Off-heap memory for segments that are asked for often; at most three quarters of what the JVM may have. */
    @WithDefault("256M")
    MemorySize cacheSize();

    /** Heap for playlists and for what is known of streams. */
    @WithDefault("32M")
    MemorySize directorySize();

    /** How long a request waits for a segment that is being made. */
    @WithDefault("20s")
    Duration hold();

    /** How many requests may wait at once. */
    @WithDefault("10000")
    int maxHeld();

    /** Disk for thumbnails that were asked for; the ones not asked for longest go first. */
    @WithDefault("256M")
    MemorySize thumbnailCache();

    /** How many thumbnails are made at once; each takes an engine. */
    @WithDefault("2")
    int thumbnailsAtOnce();
}
