package dev.millrace.engine;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How engine processes are run. */
@ConfigMapping(prefix = "millrace.engine")
public interface EngineConfig {

    /** Java heap of one engine; pictures live outside it. */
    @WithDefault("256M")
    MemorySize heap();

    /** Address space of one engine, heap and pictures and reserved ranges together. */
    @WithDefault("8G")
    MemorySize addressSpace();

    /** An engine that says nothing for so long is ended. */
    @WithDefault("30s")
    Duration patience();

    /** {@code auto}: bubblewrap when it is installed and works; {@code required}: refuse to start without; {@code off}. */
    @WithDefault("auto")
    String sandbox();

    /** Allows the tests' jobs that crash and hang. */
    @WithDefault("false")
    boolean hooks();
}
