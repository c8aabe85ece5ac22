package dev.millrace.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/** What a node says of itself, as far as the queue asks. */
@ConfigMapping(prefix = "millrace")
interface WorkerConfig {

    /** {@code worker} does tasks. */
    @WithDefault("web,worker")
    Set<String> roles();

    /** Keeps the node's name over restarts. */
    @WithDefault("data")
    Path dataDir();

    /** Tasks done at once; half the cores, at least one, where nothing is said. */
    OptionalInt workerSlots();

    default int slots() {
        return workerSlots().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }
}
