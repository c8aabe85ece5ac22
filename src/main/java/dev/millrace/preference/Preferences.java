package dev.millrace.preference;

import dev.millrace.problem.InvalidFieldsException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody likes.
 *
 * @param quality the height that films begin with, or {@code auto}
 * @param captions the language of captions to be shown, or {@code off}
 * @param hidden facts that are not shown: those that come later are
 */
record Preferences(Theme theme, Choice autoplay, Choice loop, String quality, String captions, Set<Fact> hidden) {

    static final String AUTO = "auto";
    static final String OFF = "off";

    /** Heights that a film may be asked for; it has the nearest one that is not larger. */
    static final List<String> QUALITIES = List.of(AUTO, "2160", "1440", "1080", "720", "480", "360", "240");

    private static final Pattern LANGUAGE =
            Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", Pattern.CASE_INSENSITIVE);

    /** As it is for everybody. Stands last: making it checks against what stands above. */
    static final Preferences NONE = new Preferences(Theme.SYSTEM, Choice.DEFAULT, Choice.DEFAULT, AUTO, OFF, Set.of());

    Preferences {
        hidden = Set.copyOf(hidden);
        if (!QUALITIES.contains(quality)) {
            throw new InvalidFieldsException("quality", "must be one of " + String.join(", ", QUALITIES));
        }
        if (!captions.equals(OFF) && !LANGUAGE.matcher(captions).matches()) {
            throw new InvalidFieldsException("captions", "must be off or a language such as en or pt-BR");
        }
    }

    /** These with a change applied; throws {@link InvalidFieldsException}. */
    Preferences with(PreferenceChange change) {
        return new Preferences(
                change.theme() == null ? theme : Keyed.of(Theme.values(), "theme", change.theme()),
                change.autoplay() == null ? autoplay : Keyed.of(Choice.values(), "autoplay", change.autoplay()),
                change.loop() == null ? loop : Keyed.of(Choice.values(), "loop", change.loop()),
                change.quality() == null ? quality : change.quality(),
                change.captions() == null ? captions : change.captions(),
                change.details() == null ? hidden : allBut(change.details()));
    }

    boolean shows(Fact fact) {
        return !hidden.contains(fact);
    }

    List<Fact> shown() {
        return EnumSet.allOf(Fact.class).stream().filter(this::shows).toList();
    }

    private static Set<Fact> allBut(Collection<String> keys) {
        var others = EnumSet.allOf(Fact.class);
        keys.forEach(key -> others.remove(Keyed.of(Fact.values(), "details", key)));
        return others;
    }
}
