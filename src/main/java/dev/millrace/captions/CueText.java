package dev.millrace.captions;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the text of a cue as SubRip and WebVTT files have it: HTML-like tags, named characters, and the overriding tags
 * of SubStation Alpha that found their way into SubRip.
 *
 * @param text WebVTT cue text, or blank
 * @param settings where the text itself asks to be shown, or empty
 */
record CueText(String text, String settings) {

    /** What WebVTT has and players show. Colours and fonts are the reader's business. */
    private static final Set<String> KEPT = Set.of("b", "i", "u", "ruby", "rt", "v", "lang");

    private static final Set<String> ANNOTATED = Set.of("v", "lang");

    private static final Map<String, Integer> NAMED = Map.of(
            "amp",
            (int) '&',
            "lt",
            (int) '<',
            "gt",
            (int) '>',
            "quot",
            (int) '"',
            "apos",
            (int) '\'',
            "nbsp",
            0xa0,
            "lrm",
            0x200e,
            "rlm",
            0x200f);

    private static final int LONGEST_NAME = 8;
    private static final int LONGEST_TAG = 200;

    static CueText of(String raw) {
        var reading = new Reading(Lengths.cut(raw));
        reading.read();
        return new CueText(reading.out.text(), reading.settings);
    }

    /** The state of reading one text. */
    private static final class Reading {

        private final String raw;
        private final CueMarkup out = new CueMarkup();
        private String settings = "";
        private int at;

        Reading(String raw) {
            this.raw = raw;
        }

        void read() {
            while (at < raw.length()) {
                int character = raw.codePointAt(at);
                boolean taken =
                        switch (character) {
                            case '<' -> tag();
                            case '&' -> named();
                            case '{' -> override();
                            default -> false;
                        };
                if (!taken) {
                    out.add(character);
                    at += Character.charCount(character);
                }
            }
        }

        /** Takes a tag, known or not; a lone "smaller than" is none. */
        private boolean tag() {
            int end = raw.indexOf('>', at);
            if (end < 0 || end - at > LONGEST_TAG || end == at + 1) {
                return false;
            }
            var inside = raw.substring(at + 1, end);
            char first = inside.charAt(0);
            if (first != '/' && !isLetter(first) && !isDigit(first)) {
                return false;
            }
            at = end + 1;
            if (first == '/') {
                out.end(name(inside.substring(1)));
            } else {
                start(name(inside), inside);
            }
            return true;
        }

        private void start(String name, String inside) {
            int space = inside.indexOf(' ');
            var annotation = space < 0 ? "" : annotation(inside.substring(space + 1));
            if (KEPT.contains(name) && ANNOTATED.contains(name) != annotation.isEmpty()) {
                out.start(name, ANNOTATED.contains(name) ? annotation : "");
            } else if (KEPT.contains(name) && !ANNOTATED.contains(name)) {
                out.start(name, "");
            }
        }

        private boolean named() {
            int end = raw.indexOf(';', at);
            if (end < 0 || end - at > LONGEST_NAME + 1) {
                return false;
            }
            var character = NAMED.get(raw.substring(at + 1, end));
            if (character == null) {
                return false;
            }
            out.add(character);
            at = end + 1;
            return true;
        }

        private boolean override() {
            int end = raw.indexOf('}', at);
            if (end < 0 || at + 1 >= raw.length() || raw.charAt(at + 1) != '\\') {
                return false;
            }
            var asked = AssText.settings(raw.substring(at + 1, end));
            settings = settings.isEmpty() ? asked : settings;
            at = end + 1;
            return true;
        }

        /** The letters before a class, an annotation or a slash. */
        private static String name(String inside) {
            int end = 0;
            while (end < inside.length() && isLetter(inside.charAt(end))) {
                end++;
            }
            return inside.substring(0, end).toLowerCase(Locale.ROOT);
        }

        /** Two dashes before the end of the tag would be an arrow. */
        private static String annotation(String raw) {
            return raw.replaceAll("[\\p{Cntrl}<>&]", " ")
                    .replaceAll("-{2,}", "-")
                    .strip();
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
