package dev.millrace.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A source on its way to disk: hashed while it is written, in a work folder of its own.
 *
 * <p>Blocks. Not for two threads at a time; the owner calls {@link #discard} in the end, whatever happened.
 */
class SourceFile {

    /** A whole source on disk, synced. */
    record Written(Path path, long sizeBytes, String sha256) {}

    private final Supplier<Path> newFolder;
    private final LongConsumer room;
    private final MessageDigest digest = sha256();
    private Path folder;
    private FileChannel channel;
    private long sizeBytes;

    /**
     * @param newFolder called for the first bytes
     * @param room called before each write with its length; throws when the disk would get too full
     */
    SourceFile(Supplier<Path> newFolder, LongConsumer room) {
        this.newFolder = newFolder;
        this.room = room;
    }

    void append(byte[] bytes, int length) throws IOException {
        open();
        room.accept(length);
        digest.update(bytes, 0, length);
        for (var rest = ByteBuffer.wrap(bytes, 0, length); rest.hasRemaining(); ) {
            channel.write(rest);
        }
        sizeBytes += length;
    }

    /** Ends the file; after this returns a power cut does not lose it. */
    Written finish() throws IOException {
        open();
        channel.force(true);
        channel.close();
        return new Written(path(), sizeBytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Removes what is left in the work folder. A published file is elsewhere by then. */
    void discard() {
        if (folder == null) {
            return;
        }
        try {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(path());
            Files.deleteIfExists(folder);
            folder = null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private void open() throws IOException {
        if (channel == null) {
            folder = newFolder.get();
            channel = FileChannel.open(path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    private Path path() {
        return folder.resolve("source");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
