package dev.millrace.transcode;

import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes excerpts of published streams as files, for engines to read. */
@ApplicationScoped
class Excerpts {

    private final MediaStore store;

    Excerpts(MediaStore store) {
        this.store = store;
    }

    /** A file that goes away with this. */
    static final class ExcerptFile implements AutoCloseable {

        private final Path folder;

        private ExcerptFile(Path folder) {
            this.folder = folder;
        }

        Path path() {
            return folder.resolve("excerpt.mp4");
        }

        /** An engine that has opened the file keeps what it has opened. */
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path());
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Copies the bytes together; an {@link UncheckedIOException} when one of the files is not there. */
    ExcerptFile write(UUID video, Excerpt excerpt) {
        var file = new ExcerptFile(store.newWorkFolder("excerpt-"));
        try (var out = FileChannel.open(file.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var init = stored(Streams.initKey(video, excerpt.rendition()));
            copy(init.path(), 0, init.sizeBytes(), out);
            for (var part : excerpt.parts()) {
                var key = Streams.segmentKey(video, excerpt.rendition(), part.segment());
                copy(stored(key).path(), part.offset(), part.length(), out);
            }
            return file;
        } catch (IOException e) {
            file.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private MediaStore.StoredFile stored(String key) {
        return store.find(key)
                .orElseThrow(() -> new UncheckedIOException(new IOException(key + " is not in the store")));
    }

    private static void copy(Path from, long offset, long length, FileChannel to) throws IOException {
        try (var in = FileChannel.open(from)) {
            for (long done = 0; done < length; ) {
                long copied = in.transferTo(offset + done, length - done, to);
                if (copied <= 0) {
                    throw new IOException(from + " ends too early");
                }
                done += copied;
            }
        }
    }
}
