package dev.millrace.storage;

import dev.millrace.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The place of all media bytes. Keys are relative slash paths made by this service, never by users:
 * {@code streams/<video>/v720/12.m4s}. Anything else as a key is an {@link IllegalArgumentException}; a disk that fails
 * is an {@link java.io.UncheckedIOException}.
 */
public interface MediaStore {

    /**
     * A stored object: a readable local file and its length in bytes.
     *
     * @param changedMillis when it was written, since 1970: with its length it tells it from another of the same key
     */
    record StoredFile(Path path, long sizeBytes, long changedMillis) {}

    /**
     * What lies directly below a key: an object or a folder of objects.
     *
     * @param key of the entry
     * @param changedAt when it was published or, for a folder, last gained or lost an entry
     */
    record Entry(String key, Instant changedAt) {}

    /**
     * Room on the disk, in bytes.
     *
     * @param freeBytes what is left for this process
     * @param floorBytes what must stay free
     */
    record Space(long freeBytes, long floorBytes) {

        /** Whether so much more may be stored. */
        public boolean has(long bytes) {
            return freeBytes - floorBytes >= bytes;
        }
    }

    /** Takes a finished file over under {@code key}; an object that is there already is replaced as a whole. */
    void publish(Path finished, String key);

    Optional<StoredFile> find(String key);

    /** Removes the object, or all objects below the key. Nothing there is no error. */
    void delete(String key);

    /** Names what lies directly below a key; nothing there is an empty list. */
    List<Entry> entries(String key);

    /** A new empty folder for unfinished work, on the same file system as the store. The caller removes it. */
    Path newWorkFolder(String prefix);

    /** Removes work folders in which nothing has changed since then: their owner must have forgotten them. */
    void removeWorkUntouchedSince(Instant then);

    Space space();

    /** Throws a problem of kind {@code STORAGE_FULL} when so much more would go below the free-space floor. */
    default void ensureRoomFor(long bytes) {
        if (!space().has(bytes)) {
            throw new ProblemException(
                    ProblemException.Kind.STORAGE_FULL,
                    "storage_full",
                    "There is not enough room left on the server to store this.");
        }
    }
}
