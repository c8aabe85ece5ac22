package dev.millrace.playback;

import dev.millrace.storage.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in a folder, without the care for power cuts; counts how often it was asked. */
public class FolderStore implements MediaStore {

    private final Path root;
    private final AtomicInteger finds = new AtomicInteger();

    public FolderStore(Path root) {
        this.root = root;
    }

    /** Puts bytes under a key. */
    public void put(String key, byte[] bytes) {
        try {
            Files.createDirectories(root.resolve(key).getParent());
            Files.write(root.resolve(key), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int finds() {
        return finds.get();
    }

    @Override
    public void publish(Path finished, String key) {
        try {
            Files.createDirectories(root.resolve(key).getParent());
            Files.move(finished, root.resolve(key), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<StoredFile> find(String key) {
        finds.incrementAndGet();
        try {
            var path = root.resolve(key);
            return Files.exists(path)
                    ? Optional.of(new StoredFile(
                            path,
                            Files.size(path),
                            Files.getLastModifiedTime(path).toMillis()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        try (var all = Files.exists(root.resolve(key)) ? Files.walk(root.resolve(key)) : null) {
            if (all != null) {
                all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path newWorkFolder(String prefix) {
        try {
            return Files.createTempDirectory(root, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Space space() {
        return new Space(Long.MAX_VALUE, 0);
    }

    @Override
    public List<Entry> entries(String key) {
        try (var all = Files.list(root.resolve(key))) {
            return all.map(p -> new Entry(key + "/" + p.getFileName(), Instant.EPOCH))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void removeWorkUntouchedSince(Instant then) {
        throw new UnsupportedOperationException("nobody sweeps here");
    }
}
