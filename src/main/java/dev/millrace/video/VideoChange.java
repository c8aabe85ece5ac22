package dev.millrace.video;

import java.util.List;
import java.util.Optional;

/**
 * What its owner changes about a video; null leaves a part as it is.
 *
 * @param category empty takes the category away
 */
public record VideoChange(
        String title, String description, String visibility, List<String> tags, Optional<String> category) {}
