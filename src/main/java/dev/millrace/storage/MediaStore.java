package dev.millrace.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of all media bytes. Keys are relative slash paths made by this service, never by users:
 * {@code streams/<video>/v720/12.m4s}.
 */
public interface MediaStore {

    /** A stored object: a readable local file and its length in bytes. */
    record StoredFile(Path path, long sizeBytes) {}

    /** Takes a finished file over under {@code key}; an object that is there already is replaced as a whole. */
    void publish(Path finished, String key);

    Optional<StoredFile> find(String key);

    /** Removes the object, or all objects below the key. Nothing there is no error. */
    void delete(String key);

    /** A new empty folder for unfinished work, on the same file system as the store. The caller removes it. */
    Path newWorkFolder(String prefix);
}
