package dev.millrace.preference;

import java.util.List;

/**
 * What to change; null leaves a part as it is.
 *
 * @param details the facts to show
 */
record PreferenceChange(
        String theme, String autoplay, String loop, String quality, String captions, List<String> details) {}
