package dev.millrace.preference;

import java.util.List;

/** What the API tells of preferences, and takes. */
record PreferencesView(
        String theme, String autoplay, String loop, String quality, String captions, List<String> details) {

    static PreferencesView of(Preferences preferences) {
        return new PreferencesView(
                preferences.theme().key(),
                preferences.autoplay().key(),
                preferences.loop().key(),
                preferences.quality(),
                preferences.captions(),
                preferences.shown().stream().map(Fact::key).toList());
    }
}
