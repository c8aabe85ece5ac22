package dev.millrace.upload;

import dev.millrace.video.NewVideo;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What came beside the file. Fields nobody knows are ignored; limits are the library's. */
record UploadFields(String title, String description, String visibility, List<String> tags, String category) {

    /** Tags may be one field with commas, or several fields. */
    static UploadFields of(MultiMap form) {
        var tags = form.getAll("tags").stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .toList();
        return new UploadFields(
                form.get("title"), form.get("description"), form.get("visibility"), tags, form.get("category"));
    }

    NewVideo video(UUID id, String fileName, long sizeBytes, String sha256) {
        return new NewVideo(id, title, description, visibility, tags, category, fileName, sizeBytes, sha256);
    }
}
