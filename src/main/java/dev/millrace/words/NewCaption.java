package dev.millrace.words;

import dev.millrace.captions.Cue;
import dev.millrace.media.Languages;
import dev.millrace.problem.InvalidFieldsException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Captions on their way in, in cues that were read here.
 *
 * @param origin {@code source} or {@code upload}
 * @param cues at least one
 */
public record NewCaption(
        String origin,
        CaptionKind kind,
        String language,
        String label,
        boolean preferred,
        boolean forced,
        List<Cue> cues) {

    static final String SOURCE = "source";
    static final String UPLOAD = "upload";

    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_LANGUAGE = 35;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");

    /** Of a track of the source; what its container says is taken as far as it makes sense. */
    public static NewCaption fromSource(
            String title, String language, boolean hearingImpaired, boolean preferred, boolean forced, List<Cue> cues) {
        var kind = hearingImpaired ? CaptionKind.SDH : CaptionKind.SUBTITLES;
        var tag = Languages.tag(language);
        var clean = line(title);
        var label = clean.isEmpty() ? label(tag, kind, forced) : shortened(clean);
        return new NewCaption(SOURCE, kind, tag, label, preferred, forced, cues);
    }

    /** What is shown in a part of the film, from the part's beginning; may be without cues. */
    public NewCaption within(long fromMillis, long toMillis) {
        var inside = cues.stream()
                .filter(c -> c.startMillis() < toMillis && c.endMillis() > fromMillis)
                .map(c -> new Cue(
                        Math.max(0, c.startMillis() - fromMillis),
                        Math.min(toMillis, c.endMillis()) - fromMillis,
                        c.settings(),
                        c.text()))
                .toList();
        return new NewCaption(origin, kind, language, label, preferred, forced, inside);
    }

    /**
     * As somebody uploads them; throws {@link InvalidFieldsException}.
     *
     * @param language null or blank when unknown
     * @param label null or blank: made of the language
     * @param kind null for subtitles
     */
    static NewCaption uploaded(String language, String label, String kind, List<Cue> cues) {
        var said = language == null ? "" : language.strip();
        if (!said.isEmpty()
                && (said.length() > LONGEST_LANGUAGE || !LANGUAGE.matcher(said).matches())) {
            throw new InvalidFieldsException("language", "must be a language tag such as en or pt-BR");
        }
        var name = label == null ? "" : line(label);
        if (name.length() > LONGEST_LABEL) {
            throw new InvalidFieldsException("label", "must not be longer than " + LONGEST_LABEL + " characters");
        }
        var chosen = kind == null || kind.isBlank() ? CaptionKind.SUBTITLES : CaptionKind.of(kind.strip());
        var tag = Languages.tag(said);
        return new NewCaption(
                UPLOAD, chosen, tag, name.isEmpty() ? label(tag, chosen, false) : name, false, false, cues);
    }

    private static String label(String tag, CaptionKind kind, boolean forced) {
        var language = Languages.englishName(tag);
        var detail = forced ? " (forced)" : kind == CaptionKind.SDH ? " (SDH)" : "";
        return (language.isEmpty() ? "Subtitles" : shortened(language)) + detail;
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").strip();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 1) + "…";
    }
}
