package dev.millrace.captions;

import java.util.List;

/**
 * Reads the text of a SubStation Alpha event, which is what libav makes of every text subtitle: bold, italics, underlining
 * and the place at the edge are kept; drawings and all other tags are left out.
 *
 * @param text WebVTT cue text, or blank
 * @param settings where the event asks to be shown, or empty
 */
public record AssText(String text, String settings) {

    /** ReadOrder, Layer, Style, Name, MarginL, MarginR, MarginV, Effect; then the text. */
    private static final int FIELDS_BEFORE_TEXT = 8;

    private static final char HARD_SPACE = 0xa0;

    /** By the digit of {@code \an}, laid out like a number pad; below the middle is where captions are anyway. */
    private static final List<String> PLACES = List.of(
            "",
            "align:start",
            "",
            "align:end",
            "line:50% align:start",
            "line:50%",
            "line:50% align:end",
            "line:0 align:start",
            "line:0",
            "line:0 align:end");

    /** Reads an event as libav writes it, fields and all. */
    public static AssText ofEvent(String event) {
        int at = 0;
        for (int field = 0; field < FIELDS_BEFORE_TEXT; field++) {
            int comma = event.indexOf(',', at);
            if (comma < 0) {
                return new AssText("", "");
            }
            at = comma + 1;
        }
        return of(event.substring(at));
    }

    /** Reads the text alone. */
    public static AssText of(String raw) {
        var reading = new Reading();
        reading.read(Lengths.cut(raw));
        return new AssText(reading.out.text(), reading.settings);
    }

    /** Where a block of overriding tags asks to show the text, or empty. */
    static String settings(String block) {
        var found = "";
        for (var tag : block.split("\\\\")) {
            if (tag.length() >= 3 && tag.startsWith("an") && tag.charAt(2) >= '1' && tag.charAt(2) <= '9') {
                found = PLACES.get(tag.charAt(2) - '0');
            }
        }
        return found;
    }

    /** The state of reading one text. */
    private static final class Reading {

        private final CueMarkup out = new CueMarkup();
        private String settings = "";
        private boolean drawing;

        void read(String raw) {
            for (int at = 0; at < raw.length(); ) {
                int character = raw.codePointAt(at);
                int end = character == '{' ? raw.indexOf('}', at) : -1;
                if (end >= 0) {
                    override(raw.substring(at + 1, end));
                    at = end + 1;
                } else if (character == '\\' && at + 1 < raw.length()) {
                    escaped(raw.charAt(at + 1));
                    at += 2;
                } else {
                    show(character);
                    at += Character.charCount(character);
                }
            }
        }

        private void escaped(char character) {
            switch (character) {
                case 'N' -> show('\n');
                case 'n' -> show(' ');
                case 'h' -> show(HARD_SPACE);
                case '{', '}', '\\' -> show(character);
                default -> {
                    show('\\');
                    show(character);
                }
            }
        }

        private void show(int character) {
            if (!drawing) {
                out.add(character);
            }
        }

        private void override(String block) {
            var asked = settings(block);
            settings = asked.isEmpty() ? settings : asked;
            for (var tag : block.split("\\\\")) {
                apply(tag.strip());
            }
        }

        private void apply(String tag) {
            if (tag.startsWith("r")) {
                out.endAll();
            } else if (tag.matches("p\\d+")) {
                drawing = !tag.matches("p0+");
            } else if (tag.matches("[biu]\\d*")) {
                var name = tag.substring(0, 1);
                if (tag.length() > 1 && !tag.matches(".0+")) {
                    out.start(name, "");
                } else {
                    out.end(name);
                }
            }
        }
    }
}
