package dev.millrace.video;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What its owner changes about a video; null leaves a part as it is. As JSON it is a merge patch (RFC 7396): {@code null}
 * there takes description, tags and category away.
 *
 * @param category empty takes the category away
 */
public record VideoChange(
        String title,
        @JsonDeserialize(using = ClearableText.OrEmpty.class) String description,
        String visibility,
        @JsonDeserialize(using = ClearableText.OrNone.class) List<String> tags,
        @JsonDeserialize(using = ClearableText.class) @Schema(type = SchemaType.STRING, nullable = true)
                Optional<String> category) {

    VideoChange in(String otherCategory) {
        return new VideoChange(title, description, visibility, tags, Optional.of(otherCategory));
    }
}
