package dev.millrace.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** Opens the store the settings name. */
class StoreProducer {

    @Produces
    @ApplicationScoped
    MediaStore store(StorageConfig config, InstantSource clock) {
        if (!config.store().equals("directory")) {
            throw new IllegalArgumentException("millrace.store must be \"directory\", not \"" + config.store() + "\"");
        }
        try {
            return new DirectoryStore(
                    config.dataDir().toAbsolutePath(), config.freeSpaceFloor().asLongValue(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the media store below " + config.dataDir(), e);
        }
    }
}
