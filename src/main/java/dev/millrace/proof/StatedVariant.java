package dev.millrace.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the multivariant playlist says of one variant (EXT-X-STREAM-INF).
 *
 * @param rendition whose playlist it plays
 * @param attributes by name, without quotation marks
 * @param sounds renditions of its audio group; empty when it has none, or its group no member
 */
record StatedVariant(String rendition, Map<String, String> attributes, List<String> sounds) {

    private static final String VARIANT = "#EXT-X-STREAM-INF:";
    private static final String MEDIA = "#EXT-X-MEDIA:";

    StatedVariant {
        attributes = Map.copyOf(attributes);
        sounds = List.copyOf(sounds);
    }

    static List<StatedVariant> in(String multivariant) {
        var lines = PlaylistLines.of(multivariant);
        var variants = new ArrayList<StatedVariant>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith(VARIANT)) {
                var attributes = PlaylistLines.attributes(lines.get(i));
                variants.add(new StatedVariant(
                        PlaylistLines.rendition(lines.get(i + 1)), attributes, sounds(lines, attributes.get("AUDIO"))));
            }
        }
        return variants;
    }

    /** The number of an attribute, or 0 when it is not there. */
    double number(String attribute) {
        return Double.parseDouble(attributes.getOrDefault(attribute, "0"));
    }

    Set<String> codecs() {
        return Set.copyOf(Arrays.asList(attributes.getOrDefault("CODECS", "").split(",")));
    }

    private static List<String> sounds(List<String> lines, String group) {
        return lines.stream()
                .filter(line -> group != null && line.startsWith(MEDIA))
                .map(PlaylistLines::attributes)
                .filter(a -> "AUDIO".equals(a.get("TYPE")) && group.equals(a.get("GROUP-ID")) && a.containsKey("URI"))
                .map(a -> PlaylistLines.rendition(a.get("URI")))
                .toList();
    }
}
