package dev.millrace.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What can be read along with a stream, as the multivariant playlist says it: one group of subtitle renditions, one of
 * captions inside the pictures (CEA-608 and 708). Every variant refers to both.
 */
public record Words(List<Subtitles> subtitles, List<ClosedCaptions> closedCaptions) {

    public static final Words NONE = new Words(List.of(), List.of());

    private static final String SUBTITLES = "subs";
    private static final String CLOSED_CAPTIONS = "cc";
    private static final String DIALOGUE = "public.accessibility.transcribes-spoken-dialog";
    private static final String SOUNDS = "public.accessibility.describes-music-and-sound";

    /** For whom captions are written. */
    public enum Audience {
        /** hears, but does not understand the language */
        FOREIGN(""),
        /** does not hear what is said */
        DEAF_TO_SPEECH(DIALOGUE),
        /** does not hear anything */
        DEAF(DIALOGUE + "," + SOUNDS);

        private final String characteristics;

        Audience(String characteristics) {
            this.characteristics = characteristics;
        }
    }

    /**
     * A WebVTT rendition.
     *
     * @param name for people, distinct among all
     * @param language BCP 47, {@code und} when unknown
     * @param preferred is shown unless somebody chooses otherwise; at most one
     * @param forced has only what viewers of the film's own language must read
     */
    public record Subtitles(
            String uri, String name, String language, boolean preferred, boolean forced, Audience audience) {}

    /**
     * Captions inside the pictures of every variant.
     *
     * @param channel {@code CC1} to {@code CC4}, or {@code SERVICE1} to {@code SERVICE63}
     * @param name for people, distinct among all
     * @param language BCP 47, {@code und} when unknown
     */
    public record ClosedCaptions(String channel, String name, String language) {}

    public Words {
        subtitles = List.copyOf(subtitles);
        closedCaptions = List.copyOf(closedCaptions);
        if (subtitles.stream().filter(Subtitles::preferred).count() > 1) {
            throw new IllegalArgumentException("at most one subtitle rendition is shown by default");
        }
        if (!distinct(subtitles, Subtitles::name) || !distinct(closedCaptions, ClosedCaptions::name)) {
            throw new IllegalArgumentException("captions have distinct names");
        }
    }

    /** The groups, ahead of the variants. */
    void append(StringBuilder out) {
        subtitles.forEach(s -> append(out, s));
        closedCaptions.forEach(c -> append(out, c));
    }

    /** What a variant says of its groups; without CEA captions it says so, or players offer an empty track. */
    AttributeList appendTo(AttributeList variant) {
        if (!subtitles.isEmpty()) {
            variant.quoted("SUBTITLES", SUBTITLES);
        }
        return closedCaptions.isEmpty()
                ? variant.plain("CLOSED-CAPTIONS", "NONE")
                : variant.quoted("CLOSED-CAPTIONS", CLOSED_CAPTIONS);
    }

    private static void append(StringBuilder out, Subtitles subtitles) {
        var attributes = new AttributeList(out, "#EXT-X-MEDIA")
                .plain("TYPE", "SUBTITLES")
                .quoted("GROUP-ID", SUBTITLES)
                .quoted("NAME", subtitles.name())
                .quoted("LANGUAGE", subtitles.language())
                .plain("DEFAULT", subtitles.preferred() ? "YES" : "NO")
                .plain("AUTOSELECT", "YES")
                .plain("FORCED", subtitles.forced() ? "YES" : "NO");
        if (!subtitles.audience().characteristics.isEmpty()) {
            attributes.quoted("CHARACTERISTICS", subtitles.audience().characteristics);
        }
        attributes.quoted("URI", subtitles.uri()).end();
    }

    private static void append(StringBuilder out, ClosedCaptions captions) {
        new AttributeList(out, "#EXT-X-MEDIA")
                .plain("TYPE", "CLOSED-CAPTIONS")
                .quoted("GROUP-ID", CLOSED_CAPTIONS)
                .quoted("NAME", captions.name())
                .quoted("LANGUAGE", captions.language())
                .plain("DEFAULT", "NO")
                .plain("AUTOSELECT", "YES")
                .quoted("INSTREAM-ID", captions.channel())
                .end();
    }

    private static <T> boolean distinct(List<T> all, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        return all.stream().map(name).allMatch(names::add);
    }
}
