package dev.millrace.community;

import dev.millrace.media.WebAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the moments of a film that a text speaks of: {@code 1:23}, {@code 1:02:03}. */
final class TimeStamps {

    /** Not inside other numbers, words, or times of another kind ({@code 1:23:45:10}, {@code 1:23.5}). */
    private static final Pattern STAMP =
            Pattern.compile("(?<![\\w:.])(?:(\\d{1,2}):(?=[0-5]\\d:))?(\\d{1,3}):([0-5]\\d)(?![\\w:]|\\.\\d)");

    private TimeStamps() {}

    /**
     * Part of a text.
     *
     * @param seconds the moment it names, else null
     * @param address whether it is a web address; with neither it is mere words
     */
    public record Piece(String text, Integer seconds, boolean address) {}

    /** The same with the web addresses of the text, in which no moments are looked for. */
    static List<Piece> splitAll(String text, Double durationSeconds) {
        return WebAddresses.split(text).stream()
                .flatMap(piece -> piece.address()
                        ? Stream.of(new Piece(piece.text(), null, true))
                        : split(piece.text(), durationSeconds).stream())
                .toList();
    }

    /** The text in pieces, whole when put together. {@code durationSeconds} may be null: then nothing is a moment. */
    static List<Piece> split(String text, Double durationSeconds) {
        var pieces = new ArrayList<Piece>();
        int done = 0;
        var stamps = STAMP.matcher(text);
        while (durationSeconds != null && stamps.find()) {
            int seconds = seconds(stamps.group(1), stamps.group(2), stamps.group(3));
            if (seconds <= durationSeconds) {
                addWords(pieces, text.substring(done, stamps.start()));
                pieces.add(new Piece(stamps.group(), seconds, false));
                done = stamps.end();
            }
        }
        addWords(pieces, text.substring(done));
        return pieces;
    }

    private static int seconds(String hours, String minutes, String seconds) {
        return (hours == null ? 0 : 3600 * Integer.parseInt(hours))
                + 60 * Integer.parseInt(minutes)
                + Integer.parseInt(seconds);
    }

    private static void addWords(List<Piece> pieces, String words) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(words, null, false));
        }
    }
}
