package dev.millrace.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Media bytes as files: objects below {@code media}, unfinished work below {@code work}.
 *
 * <p>{@code media/.transit} holds what is on its way in from another file system, or on its way out. Threads may use one
 * store together; two processes may not use one folder.
 */
final class DirectoryStore implements MediaStore {

    private final Path media;
    private final Path transit;
    private final Path work;
    private final long floorBytes;
    private final InstantSource clock;

    /** Opens the store and removes unfinished work of earlier lives. */
    DirectoryStore(Path dataFolder, long floorBytes, InstantSource clock) throws IOException {
        this.media = privateFolder(dataFolder.resolve("media"));
        this.transit = media.resolve(".transit");
        this.work = privateFolder(dataFolder.resolve("work"));
        this.floorBytes = floorBytes;
        this.clock = clock;
        clear(work);
        DurableFiles.deleteTree(transit);
        DurableFiles.makeFolder(transit);
    }

    @Override
    public void publish(Path finished, String key) {
        var target = new Key(key).below(media);
        try {
            // the age of an object counts from here, however long its bytes took to come
            Files.setLastModifiedTime(finished, FileTime.from(clock.instant()));
            DurableFiles.makeFolder(target.getParent());
            try {
                DurableFiles.moveIntoPlace(finished, target);
            } catch (AtomicMoveNotSupportedException e) {
                publishFromElsewhere(finished, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store " + key, e);
        }
    }

    @Override
    public Optional<StoredFile> find(String key) {
        var path = new Key(key).below(media);
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new StoredFile(
                            path,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    /** Everything below the key is out of sight at one instant; the bytes go after that. */
    @Override
    public void delete(String key) {
        var path = new Key(key).below(media);
        var leaving = transit.resolve(UUID.randomUUID() + ".gone");
        try {
            Files.move(path, leaving, ATOMIC_MOVE);
            DurableFiles.sync(path.getParent());
            DurableFiles.deleteTree(leaving);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + key, e);
        }
    }

    @Override
    public List<Entry> entries(String key) {
        var folder = new Key(key).below(media);
        try (var names = Files.newDirectoryStream(folder)) {
            var entries = new ArrayList<Entry>();
            for (var path : names) {
                changedAt(path)
                        .ifPresent(changedAt -> entries.add(new Entry(key + "/" + path.getFileName(), changedAt)));
            }
            return entries;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + key, e);
        }
    }

    @Override
    public Path newWorkFolder(String prefix) {
        try {
            return Files.createTempDirectory(work, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a work folder", e);
        }
    }

    @Override
    public void removeWorkUntouchedSince(Instant then) {
        try (var folders = Files.newDirectoryStream(work)) {
            for (var folder : folders) {
                if (DurableFiles.lastChange(folder).isBefore(then)) {
                    DurableFiles.deleteTree(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear old work away", e);
        }
    }

    @Override
    public Space space() {
        try {
            return new Space(Files.getFileStore(media).getUsableSpace(), floorBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure the free space", e);
        }
    }

    private void publishFromElsewhere(Path finished, Path target) throws IOException {
        var copy = transit.resolve(UUID.randomUUID() + ".part");
        try {
            Files.copy(finished, copy);
            DurableFiles.moveIntoPlace(copy, target);
            Files.delete(finished);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Empty when it went away meanwhile. */
    private static Optional<Instant> changedAt(Path path) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(path, NOFOLLOW_LINKS).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder.toRealPath();
    }

    private static void clear(Path folder) throws IOException {
        try (var leftOvers = Files.newDirectoryStream(folder)) {
            for (var leftOver : leftOvers) {
                DurableFiles.deleteTree(leftOver);
            }
        }
    }
}
