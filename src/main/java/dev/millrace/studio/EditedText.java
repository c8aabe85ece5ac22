package dev.millrace.studio;

import dev.millrace.video.VideoChange;
import dev.millrace.video.VideoView;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a form says of a video; no part is null.
 *
 * @param tags separated by commas
 */
public record EditedText(String title, String description, String visibility, String category, String tags) {

    public EditedText {
        title = orEmpty(title);
        description = orEmpty(description);
        visibility = orEmpty(visibility);
        category = orEmpty(category);
        tags = orEmpty(tags);
    }

    static EditedText of(VideoView video) {
        return new EditedText(
                video.title(),
                video.description(),
                video.visibility(),
                video.category(),
                String.join(", ", video.tags()));
    }

    VideoChange change() {
        return new VideoChange(
                title, description, visibility, Arrays.stream(tags.split(",")).toList(), Optional.of(category));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
