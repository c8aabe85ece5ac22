package dev.millrace.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** Changes to files and folders that are on disk when the call returns. */
final class DurableFiles {

    private DurableFiles() {}

    static void sync(Path fileOrFolder) throws IOException {
        try (var channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a folder and its missing parents. */
    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return;
        }
        var parent = folder.getParent();
        makeFolder(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        sync(parent);
    }

    /**
     * Puts a finished file in its place, over what is there. When a sync fails nobody knows what is on the disk: the file
     * is taken away again.
     */
    static void moveIntoPlace(Path finished, Path target) throws IOException {
        sync(finished);
        Files.move(finished, target, ATOMIC_MOVE);
        try {
            sync(target.getParent());
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    /** The latest change of anything in a folder; now, as far as it matters, when it is going away meanwhile. */
    static Instant lastChange(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            var latest = Instant.MIN;
            for (var path : (Iterable<Path>) tree::iterator) {
                var changed = Files.getLastModifiedTime(path, NOFOLLOW_LINKS).toInstant();
                latest = changed.isAfter(latest) ? changed : latest;
            }
            return latest;
        } catch (NoSuchFileException | UncheckedIOException e) {
            return Instant.MAX;
        }
    }

    /** Deletes a file, a link, or a folder with all that is in it; links are deleted, not followed. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
