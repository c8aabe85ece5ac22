package dev.millrace.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What this process does, and under which name the world knows it. */
@ConfigMapping(prefix = "millrace")
interface NodeConfig {

    /** {@code web} answers requests, {@code worker} transcodes. */
    @WithDefault("web,worker")
    Set<String> roles();

    /** Engine processes at work side by side; half the processor cores, at least one, when unset. */
    OptionalInt workerSlots();

    /** The address people use when a proxy stands in front. */
    Optional<URI> publicUrl();

    /** Addresses and networks of proxies that are believed whom they forward; this machine behind a public URL, when unset. */
    Optional<List<String>> trustedProxies();

    /** The number of engine processes this process runs. */
    default int slots() {
        if (!roles().contains("worker")) {
            return 0;
        }
        return workerSlots().orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }
}
