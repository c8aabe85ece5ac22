package dev.millrace.testing;

import dev.millrace.storage.MediaStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A store of plain files, used until the real one is there. TO BE REMOVED then. */
@DefaultBean
@ApplicationScoped
class StandInStore implements MediaStore {

    private final Path root;

    StandInStore(@ConfigProperty(name = "millrace.data-dir") Path root) {
        this.root = root;
    }

    @Override
    public void publish(Path finished, String key) {
        try {
            Path target = root.resolve("media").resolve(key);
            Files.createDirectories(target.getParent());
            Files.move(finished, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<StoredFile> find(String key) {
        Path path = root.resolve("media").resolve(key);
        return Files.isRegularFile(path)
                ? Optional.of(new StoredFile(path, path.toFile().length()))
                : Optional.empty();
    }

    @Override
    public void delete(String key) {
        Path path = root.resolve("media").resolve(key);
        if (Files.exists(path)) {
            try (var tree = Files.walk(path)) {
                tree.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public List<Entry> entries(String key) {
        return List.of();
    }

    @Override
    public Path newWorkFolder(String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(root.resolve("work")), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void removeWorkUntouchedSince(java.time.Instant moment) {}

    @Override
    public Space space() {
        return new Space(Long.MAX_VALUE, 0);
    }
}
