package dev.millrace.studio;

import dev.millrace.account.Caller;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.Sources;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Makes new videos of parts of others. The source is not cut: the new video has a second name of the same file where the
 * disk can do that, and a range of it; so it is with the image of a watermark. Who may is asked before.
 */
@ApplicationScoped
class Clips {

    private final VideoLibrary library;
    private final MediaStore store;

    Clips(VideoLibrary library, MediaStore store) {
        this.library = library;
        this.store = store;
    }

    /**
     * A video from {@code start} to {@code end} of another, in seconds as the player counts them.
     *
     * @param title null or blank: made of the other's
     * @param maker its owner, if the caller has an account
     * @param idempotencyKey null when the client gave none
     */
    VideoView make(UUID of, Double start, Double end, String title, Caller maker, String idempotencyKey) {
        var source = store.find(Sources.key(of))
                .orElseThrow(() ->
                        new ProblemException(Kind.CONFLICT, "source_removed", "The uploaded file is no longer kept."));
        var id = UUID.randomUUID();
        boolean used = false;
        try {
            link(source.path(), Sources.key(id));
            store.find(Sources.watermark(of)).ifPresent(image -> link(image.path(), Sources.watermark(id)));
            var made = library.clip(of, id, start, end, title, maker, idempotencyKey);
            used = made.id().equals(id);
            return made;
        } finally {
            if (!used) {
                store.delete(Sources.key(id));
                store.delete(Sources.watermark(id));
            }
        }
    }

    private void link(Path source, String key) {
        var folder = store.newWorkFolder("clip-");
        var name = folder.resolve("source");
        try {
            try {
                Files.createLink(name, source);
            } catch (UnsupportedOperationException | IOException e) {
                store.ensureRoomFor(Files.size(source)); // a disk without second names
                Files.copy(source, name);
            }
            store.publish(name, key);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the source of a clip", e);
        }
    }
}
