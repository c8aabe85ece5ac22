package dev.millrace.bench;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A playlist as a player reads it.
 *
 * @param path where it came from; what it names is relative to that
 */
record Listing(String path, String text) {

    private static final Pattern URI_ATTRIBUTE = Pattern.compile("URI=\"([^\"]+)\"");

    /** The playlist that players begin with. */
    String firstVariant() {
        return named().findFirst().orElseThrow();
    }

    /** The sound that is played unless somebody chooses; none in a silent film. */
    List<String> defaultSound() {
        return attributes("#EXT-X-MEDIA:")
                .filter(l -> l.contains("DEFAULT=YES"))
                .map(this::uri)
                .toList();
    }

    /** All media playlists. */
    List<String> renditions() {
        return Stream.concat(named(), attributes("#EXT-X-MEDIA:").map(this::uri))
                .distinct()
                .toList();
    }

    String init() {
        return attributes("#EXT-X-MAP:").map(this::uri).findFirst().orElseThrow();
    }

    List<String> segments() {
        return named().toList();
    }

    private Stream<String> named() {
        return text.lines().filter(l -> !l.isEmpty() && !l.startsWith("#")).map(this::resolved);
    }

    private Stream<String> attributes(String tag) {
        return text.lines().filter(l -> l.startsWith(tag));
    }

    private String uri(String line) {
        var attribute = URI_ATTRIBUTE.matcher(line);
        if (!attribute.find()) {
            throw new IllegalStateException("names nothing: " + line);
        }
        return resolved(attribute.group(1));
    }

    private String resolved(String uri) {
        return URI.create(path).resolve(uri).toString();
    }
}
