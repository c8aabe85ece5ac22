package dev.millrace.preference;

import dev.millrace.problem.InvalidFieldsException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Preferences as one line, for a cookie and for the database: {@code theme=dark&quality=720&hide=file.checksum}. What is as
 * it is for everybody is left out. Reading never fails: what is not understood, such as a value of another version, counts as
 * left out.
 */
final class PreferenceText {

    private static final int LONGEST = 400;

    private PreferenceText() {}

    static String write(Preferences liked) {
        var none = Preferences.NONE;
        var line = new StringBuilder();
        put(line, "theme", liked.theme().key(), none.theme().key());
        put(line, "autoplay", liked.autoplay().key(), none.autoplay().key());
        put(line, "loop", liked.loop().key(), none.loop().key());
        put(line, "quality", liked.quality(), none.quality());
        put(line, "captions", liked.captions(), none.captions());
        put(line, "hide", liked.hidden().stream().sorted().map(Fact::key).collect(Collectors.joining(".")), "");
        return line.toString();
    }

    static Preferences read(String line) {
        var found = new HashMap<String, String>();
        if (line.length() <= LONGEST) {
            Arrays.stream(line.split("&"))
                    .map(part -> part.split("=", 2))
                    .filter(part -> part.length == 2)
                    .forEach(part -> found.putIfAbsent(part[0], part[1]));
        }
        var liked = Preferences.NONE;
        for (var part : found.entrySet()) {
            liked = with(liked, part);
        }
        return liked;
    }

    private static Preferences with(Preferences liked, Map.Entry<String, String> part) {
        String value = part.getValue();
        try {
            return switch (part.getKey()) {
                case "theme" -> liked.with(new PreferenceChange(value, null, null, null, null, null));
                case "autoplay" -> liked.with(new PreferenceChange(null, value, null, null, null, null));
                case "loop" -> liked.with(new PreferenceChange(null, null, value, null, null, null));
                case "quality" -> liked.with(new PreferenceChange(null, null, null, value, null, null));
                case "captions" -> liked.with(new PreferenceChange(null, null, null, null, value, null));
                case "hide" -> hiding(liked, value);
                default -> liked;
            };
        } catch (InvalidFieldsException e) {
            return liked;
        }
    }

    private static Preferences hiding(Preferences liked, String keys) {
        var hidden = EnumSet.noneOf(Fact.class);
        var names = Arrays.asList(keys.split("\\."));
        Arrays.stream(Fact.values()).filter(f -> names.contains(f.key())).forEach(hidden::add);
        return new Preferences(
                liked.theme(), liked.autoplay(), liked.loop(), liked.quality(), liked.captions(), hidden);
    }

    private static void put(StringBuilder line, String name, String value, String asForAll) {
        if (!value.equals(asForAll)) {
            line.append(line.isEmpty() ? "" : "&").append(name).append('=').append(value);
        }
    }
}
