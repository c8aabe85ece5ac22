package dev.millrace.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Timing of the queue. */
@ConfigMapping(prefix = "millrace.queue")
interface QueueConfig {

    /** How often to look for work that no signal announced. */
    @WithDefault("1s")
    Duration polling();

    /** How often a worker says that it is alive; four missed, and its tasks go to others. The same on all nodes. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How long to wait before a second attempt; doubles from attempt to attempt. */
    @WithDefault("10s")
    Duration retryPause();
}
