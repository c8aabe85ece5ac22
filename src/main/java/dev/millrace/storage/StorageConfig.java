package dev.millrace.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** Where bytes lie. */
@ConfigMapping(prefix = "millrace")
public interface StorageConfig {

    /** The folder of everything the service keeps: database, media, unfinished work. */
    @WithDefault("data")
    Path dataDir();

    /** The kind of media store. */
    @WithDefault("directory")
    String store();

    /** Uploads are refused and work waits when less than this is free. */
    @WithName("storage.free-space-floor")
    @WithDefault("1G")
    MemorySize freeSpaceFloor();
}
