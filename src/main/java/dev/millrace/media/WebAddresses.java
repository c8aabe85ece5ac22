package dev.millrace.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the web addresses that a text names, so that they can be links. Of {@code http} and {@code https} alone. */
public final class WebAddresses {

    /** What RFC 3986 allows, without the brackets of IPv6. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\p{L}\\p{N}])https?://[A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]+");

    private static final String ENDS_A_SENTENCE = ".,;:!?'";

    private WebAddresses() {}

    /** Part of a text: an address, or mere words. */
    public record Piece(String text, boolean address) {}

    /** The text in pieces, whole when put together. */
    public static List<Piece> split(String text) {
        var pieces = new ArrayList<Piece>();
        int done = 0;
        var found = ADDRESS.matcher(text);
        while (found.find()) {
            String address = withoutEnd(found.group());
            if (isAddress(address)) {
                addWords(pieces, text.substring(done, found.start()));
                pieces.add(new Piece(address, true));
                done = found.start() + address.length();
            }
        }
        addWords(pieces, text.substring(done));
        return pieces;
    }

    /** What ends the sentence or the bracket it is in does not belong to it. */
    private static String withoutEnd(String address) {
        long open = address.chars().filter(c -> c == '(').count();
        long closed = address.chars().filter(c -> c == ')').count();
        int end = address.length();
        while (end > 0) {
            char last = address.charAt(end - 1);
            boolean bracket = last == ')' && open < closed;
            if (!bracket && ENDS_A_SENTENCE.indexOf(last) < 0) {
                break;
            }
            closed -= bracket ? 1 : 0;
            end--;
        }
        return address.substring(0, end);
    }

    /** One with a user's name is none: that makes it look like another site's. */
    private static boolean isAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void addWords(List<Piece> pieces, String words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(words, false));
        }
    }
}
