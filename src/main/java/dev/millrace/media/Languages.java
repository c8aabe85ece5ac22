package dev.millrace.media;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Languages as playlists name them: BCP 47 wants the two-letter code where there is one (RFC 5646 §2.2.1), containers say
 * three letters of ISO 639-2, Matroska its older, English-based ones.
 */
public final class Languages {

    public static final String UNKNOWN = "und";

    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");

    /** ISO 639-2/B, where it differs from 639-2/T. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("alb", "sq"),
            Map.entry("arm", "hy"),
            Map.entry("baq", "eu"),
            Map.entry("bur", "my"),
            Map.entry("chi", "zh"),
            Map.entry("cze", "cs"),
            Map.entry("dut", "nl"),
            Map.entry("fre", "fr"),
            Map.entry("geo", "ka"),
            Map.entry("ger", "de"),
            Map.entry("gre", "el"),
            Map.entry("ice", "is"),
            Map.entry("mac", "mk"),
            Map.entry("mao", "mi"),
            Map.entry("may", "ms"),
            Map.entry("per", "fa"),
            Map.entry("rum", "ro"),
            Map.entry("slo", "sk"),
            Map.entry("tib", "bo"),
            Map.entry("wel", "cy"));

    private static final Map<String, String> ENGLISH =
            BIBLIOGRAPHIC.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final Map<String, String> SHORT = shortCodes();

    private Languages() {}

    /** The BCP 47 tag for what a container says; {@code und} for nothing, and for what cannot be a language. */
    public static String tag(String container) {
        var said = container.strip();
        return TAG.matcher(said).matches() ? SHORT.getOrDefault(said.toLowerCase(Locale.ROOT), said) : UNKNOWN;
    }

    /** The code of ISO 639-2 for a tag, its English-based one where there are two; {@code und} when there is none. */
    public static String threeLetters(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        try {
            var code = Locale.forLanguageTag(language).getISO3Language();
            return code.isEmpty() ? UNKNOWN : ENGLISH.getOrDefault(language, code);
        } catch (MissingResourceException e) {
            return UNKNOWN;
        }
    }

    /** What English speakers call a language; empty when it is unknown. */
    public static String englishName(String tag) {
        return tag.equals(UNKNOWN) ? "" : Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    }

    private static Map<String, String> shortCodes() {
        var codes = new HashMap<>(BIBLIOGRAPHIC);
        for (var two : Locale.getISOLanguages()) {
            codes.put(Locale.forLanguageTag(two).getISO3Language(), two);
        }
        return Map.copyOf(codes);
    }
}
