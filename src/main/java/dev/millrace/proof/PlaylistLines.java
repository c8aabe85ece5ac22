package dev.millrace.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The lines of a playlist as a player reads them (RFC 8216 §4). */
final class PlaylistLines {

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(?:\"([^\"]*)\"|([^,]*))");

    private PlaylistLines() {}

    static List<String> of(String text) {
        return text.lines().toList();
    }

    /** The attributes of a tag's line, without quotation marks. */
    static Map<String, String> attributes(String line) {
        var found = new HashMap<String, String>();
        ATTRIBUTE
                .matcher(line.substring(line.indexOf(':') + 1))
                .results()
                .forEach(m -> found.put(m.group(1), m.group(2) != null ? m.group(2) : m.group(3)));
        return found;
    }

    /** The rendition whose playlist lies at a relative address: its folder's name. */
    static String rendition(String uri) {
        int slash = uri.indexOf('/');
        return slash < 0 ? uri : uri.substring(0, slash);
    }
}
