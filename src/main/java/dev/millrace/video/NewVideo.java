package dev.millrace.video;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A video whose source lies in the store.
 *
 * @param id chosen by whoever stored the source below {@link Sources#key}
 * @param title null or blank: taken from the file name
 * @param description null for none
 * @param visibility {@code public}, {@code unlisted} or {@code private}; null for what is usual here
 * @param tags null for none
 * @param category null for none; one that does not exist is made for administrators and left out for others
 * @param fileName as the uploader's machine called it; only ever shown
 * @param sha256 of the source, lower-case hex
 * @param watermark null for none
 */
public record NewVideo(
        UUID id,
        String title,
        String description,
        String visibility,
        List<String> tags,
        String category,
        String fileName,
        long sizeBytes,
        String sha256,
        StoredWatermark watermark) {

    /** A video without a watermark. */
    public NewVideo(
            UUID id,
            String title,
            String description,
            String visibility,
            List<String> tags,
            String category,
            String fileName,
            long sizeBytes,
            String sha256) {
        this(id, title, description, visibility, tags, category, fileName, sizeBytes, sha256, null);
    }

    /**
     * Throws {@link dev.millrace.problem.InvalidFieldsException} with everything that is wrong with what is said of it, as the
     * library does when it is made: before a long file comes, somebody may like to know.
     */
    public void check() {
        VideoText.of(this);
    }

    /** The same, for these where the uploader said nothing. */
    NewVideo orVisibility(Optional<String> fallback) {
        boolean said = visibility != null && !visibility.isBlank();
        return said || fallback.isEmpty() ? this : with(fallback.get(), category);
    }

    NewVideo in(String otherCategory) {
        return with(visibility, otherCategory);
    }

    private NewVideo with(String otherVisibility, String otherCategory) {
        return new NewVideo(
                id, title, description, otherVisibility, tags, otherCategory, fileName, sizeBytes, sha256, watermark);
    }
}
