package dev.millrace.video;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the library. */
@ConfigMapping(prefix = "millrace.video")
interface VideoConfig {

    /** How often a quiet event stream says that it is alive, so that proxies keep it open. */
    @WithDefault("15s")
    Duration heartbeat();

    /** The shortest time between two readings of one video for its event streams. */
    @WithDefault("250ms")
    Duration eventInterval();
}
