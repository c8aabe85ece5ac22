package dev.millrace.preference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What pages ask about whoever they are made for. In templates: <code>{inject:preferences.shows('file')}</code>. */
@Named("preferences")
@ApplicationScoped
public class PreferenceForm {

    /** Something to choose. */
    public record Option(String value, String label, boolean chosen) {}

    private static final List<String> LANGUAGES = List.of(
            "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
            "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk",
            "vi", "zh");

    private final PreferenceKeeper keeper;

    PreferenceForm(PreferenceKeeper keeper) {
        this.keeper = keeper;
    }

    /** {@code light} or {@code dark}; null where the device decides. */
    public String getTheme() {
        var theme = keeper.current().theme();
        return theme == Theme.SYSTEM ? null : theme.key();
    }

    /** Whether a fact about a video, by its key, is to be shown. */
    public boolean shows(String fact) {
        return keeper.current().hidden().stream().noneMatch(f -> f.key().equals(fact));
    }

    public boolean isShowsNothing() {
        return keeper.current().shown().isEmpty();
    }

    public List<Option> getThemes() {
        return Stream.of(Theme.values())
                .map(t -> new Option(
                        t.key(), sentence(t.key()), t == keeper.current().theme()))
                .toList();
    }

    public List<Option> getAutoplay() {
        return choices(keeper.current().autoplay());
    }

    public List<Option> getLoop() {
        return choices(keeper.current().loop());
    }

    public List<Option> getQualities() {
        String chosen = keeper.current().quality();
        return Preferences.QUALITIES.stream()
                .map(q -> new Option(
                        q, q.equals(Preferences.AUTO) ? "Automatic" : "At most " + q + "p", q.equals(chosen)))
                .toList();
    }

    public List<Option> getCaptions() {
        String chosen = keeper.current().captions();
        var known = chosen.equals(Preferences.OFF)
                ? LANGUAGES.stream()
                : Stream.concat(LANGUAGES.stream(), Stream.of(chosen));
        return Stream.concat(
                        Stream.of(new Option(Preferences.OFF, "Off", chosen.equals(Preferences.OFF))),
                        known.distinct().map(l -> new Option(l, language(l), l.equals(chosen))))
                .toList();
    }

    public List<Option> getFacts() {
        return Arrays.stream(Fact.values())
                .map(f -> new Option(f.key(), f.label(), keeper.current().shows(f)))
                .toList();
    }

    private static List<Option> choices(Choice chosen) {
        return List.of(
                new Option(Choice.DEFAULT.key(), "Site default", chosen == Choice.DEFAULT),
                new Option(Choice.ON.key(), "Yes", chosen == Choice.ON),
                new Option(Choice.OFF.key(), "No", chosen == Choice.OFF));
    }

    /** As those who speak it call it. */
    private static String language(String tag) {
        var locale = Locale.forLanguageTag(tag);
        return sentence(locale.getDisplayName(locale));
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
