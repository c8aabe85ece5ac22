package dev.millrace.upload;

import dev.millrace.upload.SourceFile.Written;
import dev.millrace.video.NewVideo;
import dev.millrace.video.NewWatermark;
import dev.millrace.video.StoredWatermark;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What came beside the file. Fields nobody knows are ignored; limits are the library's. */
record UploadFields(
        String title,
        String description,
        String visibility,
        List<String> tags,
        String category,
        NewWatermark watermark) {

    /** Tags may be one field with commas, or several fields. */
    static UploadFields of(MultiMap form) {
        var tags = form.getAll("tags").stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .toList();
        return new UploadFields(
                form.get("title"),
                form.get("description"),
                form.get("visibility"),
                tags,
                form.get("category"),
                new NewWatermark(
                        form.get("watermarkCorner"), form.get("watermarkOpacity"), form.get("watermarkWidth")));
    }

    /** Throws when something is wrong with them, as far as they have come; {@code marked} says whether an image came. */
    void check(boolean marked) {
        var nothing = new Written(null, 0, "");
        video(new UUID(0, 0), "", nothing, marked ? nothing : null).check();
    }

    /** {@code mark} is null when no image came. */
    NewVideo video(UUID id, String fileName, Written file, Written mark) {
        var stored = mark == null ? null : new StoredWatermark(watermark.look(), mark.sizeBytes(), mark.sha256());
        return new NewVideo(
                id, title, description, visibility, tags, category, fileName, file.sizeBytes(), file.sha256(), stored);
    }
}
