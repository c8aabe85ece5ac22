package dev.millrace.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.account.Caller;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.problem.Problems;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.Sources;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/** What uploads have in common: their limits, the store and the library. All but the limits blocks. */
@ApplicationScoped
class Intake {

    /** Room in a body for the fields, a watermark and the multipart frame beside the file. */
    private static final long FRAME_BYTES = 1024 * 1024 + MarkIntake.MOST_BYTES;

    private final UploadConfig config;
    private final MediaStore store;
    private final VideoLibrary library;
    private final Problems problems;
    private final ObjectMapper json;
    private final FormAgain form;

    Intake(
            UploadConfig config,
            MediaStore store,
            VideoLibrary library,
            Problems problems,
            ObjectMapper json,
            FormAgain form) {
        this.config = config;
        this.store = store;
        this.library = library;
        this.problems = problems;
        this.json = json;
        this.form = form;
    }

    Problems problems() {
        return problems;
    }

    FormAgain form() {
        return form;
    }

    /** Throws when a body of so many bytes is more than a file of the largest size needs. */
    void checkBodySize(long bytes) {
        if (bytes > config.maxSize().asLongValue() + FRAME_BYTES) {
            throw tooLarge();
        }
    }

    /** Throws when the store has no room for so many bytes more. */
    void ensureRoomFor(long bytes) {
        store.ensureRoomFor(bytes);
    }

    SourceFile newFile() {
        return new SourceFile(() -> store.newWorkFolder("upload-"), store::ensureRoomFor);
    }

    Optional<VideoView> createdWith(Caller caller, String idempotencyKey, String base) {
        return library.createdWith(caller.account(), idempotencyKey, base);
    }

    /**
     * Stores the bytes, then makes the row: a row without a source never exists, a source without a row not for long.
     *
     * @param mark image of a watermark, or null
     */
    VideoView publish(
            SourceFile file,
            SourceFile mark,
            UploadFields fields,
            String fileName,
            Caller caller,
            String idempotencyKey,
            String base)
            throws IOException {
        var written = file.finish();
        if (written.sizeBytes() == 0) {
            throw new ProblemException(Kind.INVALID, "file_empty", "The file is empty.");
        }
        if (written.sizeBytes() > config.maxSize().asLongValue()) {
            throw tooLarge();
        }
        var image = mark == null ? null : mark.finish();
        var video = fields.video(UUID.randomUUID(), fileName, written, image);
        boolean kept = false;
        try {
            store.publish(written.path(), Sources.key(video.id()));
            if (image != null) {
                store.publish(image.path(), Sources.watermark(video.id()));
            }
            var created = library.create(video, caller, idempotencyKey, base);
            kept = created.id().equals(video.id());
            return created;
        } finally {
            if (!kept) {
                store.delete(Sources.key(video.id()));
                store.delete(Sources.watermark(video.id()));
            }
        }
    }

    String toJson(VideoView video) {
        try {
            return json.writeValueAsString(video);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                Kind.TOO_LARGE,
                "file_too_large",
                "The file is larger than the " + Size.inWords(config.maxSize().asLongValue()) + " this service takes.");
    }
}
