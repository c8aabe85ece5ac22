package dev.millrace.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The folder that an engine writes. What lies there was made by a process that untrusted media may have taken over: names
 * are checked, links are never followed, and a file is moved out of the engine's reach before it is looked at.
 */
final class EngineOutput {

    private static final Pattern NAME = Pattern.compile("([a-z0-9]{1,20}/)?[a-z0-9]{1,20}\\.(mp4|m4s|jpg|webp|vtt)");
    private static final long LARGEST = 1L << 30;

    private final Path written;
    private final Path taken;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param written the folder the engine may write
     * @param taken a folder beside it that the engine cannot reach
     */
    EngineOutput(Path written, Path taken) {
        this.written = written;
        this.taken = taken;
    }

    /**
     * Takes a file over.
     *
     * @param name relative to the output folder: {@code v720/12.m4s}
     * @return where it lies now
     * @throws UncheckedIOException when there is no regular file of a sensible size under that name
     */
    Path take(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of an engine's file: " + name);
        }
        var relative = Path.of(name);
        var target = Path.of(Long.toString(count.incrementAndGet()));
        try (var from = Folders.open(written);
                var to = Folders.open(taken)) {
            if (relative.getNameCount() == 1) {
                from.move(relative, to, target);
            } else {
                try (var folder = from.newDirectoryStream(relative.getParent(), LinkOption.NOFOLLOW_LINKS)) {
                    folder.move(relative.getFileName(), to, target);
                }
            }
            return checked(taken.resolve(target));
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's " + name + " cannot be taken", e);
        }
    }

    /** Removes everything, for the next job. */
    void clear() {
        try {
            Folders.empty(written);
            Folders.empty(taken);
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's output folder cannot be cleared", e);
        }
    }

    private static Path checked(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || attributes.size() == 0 || attributes.size() > LARGEST) {
            throw new IOException("it is no regular file of a sensible size");
        }
        return file;
    }
}
