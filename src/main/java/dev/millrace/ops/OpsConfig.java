package dev.millrace.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Clean-up. */
@ConfigMapping(prefix = "millrace.ops")
interface OpsConfig {

    /** How often files nobody knows are looked for. {@code off} never looks, for the time after restoring a backup. */
    @WithDefault("60s")
    String sweepEvery();

    /** How old a stored file without a video must be before it is removed. */
    @WithDefault("10m")
    Duration orphanAge();

    /** How long nothing may change in a work folder before it counts as forgotten. */
    @WithDefault("24h")
    Duration forgottenWorkAge();
}
