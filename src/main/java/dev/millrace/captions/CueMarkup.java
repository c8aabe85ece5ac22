package dev.millrace.captions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Writes the text of a cue so that it is safe whatever goes in: characters are escaped, tags are balanced, empty lines
 * and control characters are left out. A tag stands only where something visible follows it.
 */
final class CueMarkup {

    /** More than anybody can read at once; the rest is left out. */
    private static final int LONGEST = 2_000;

    private static final int DEEPEST = 8;

    private final StringBuilder out = new StringBuilder();

    /** What should be open at the next visible character, outermost first. */
    private final Deque<Tag> wanted = new ArrayDeque<>();

    private final Deque<Tag> open = new ArrayDeque<>();

    private boolean breakDue;
    private boolean spaceDue;
    private boolean visible;

    /** A tag's name, and what stands behind it in the start tag. */
    private record Tag(String name, String annotation) {}

    /** Adds one character of the text as people read it. */
    CueMarkup add(int character) {
        if (character == '\n') {
            breakDue |= visible;
            spaceDue = false;
        } else if (Character.isWhitespace(character) || Character.isSpaceChar(character) && character != 0xa0) {
            spaceDue = true;
        } else if (isShown(character) && out.length() < LONGEST) {
            writeDue();
            escape(character);
        }
        return this;
    }

    CueMarkup add(String text) {
        text.codePoints().forEach(this::add);
        return this;
    }

    /** From here on in bold, italics, in somebody's voice. */
    void start(String name, String annotation) {
        end(name);
        boolean belongs =
                !name.equals("rt") || wanted.stream().anyMatch(t -> t.name().equals("ruby"));
        if (wanted.size() < DEEPEST && belongs) {
            wanted.addLast(new Tag(name, annotation));
        }
    }

    void end(String name) {
        wanted.removeIf(
                t -> t.name().equals(name) || name.equals("ruby") && t.name().equals("rt"));
    }

    void endAll() {
        wanted.clear();
    }

    /** The text of the cue, or blank when there is nothing to see. */
    String text() {
        wanted.clear();
        closeUnwanted();
        return out.toString();
    }

    private void writeDue() {
        closeUnwanted();
        if (breakDue) {
            out.append('\n');
        } else if (visible && spaceDue) {
            out.append(' ');
        }
        for (var tag : wanted) {
            if (!open.contains(tag)) {
                open.addLast(tag);
                out.append('<').append(tag.name());
                out.append(tag.annotation().isEmpty() ? "" : " " + tag.annotation())
                        .append('>');
            }
        }
        visible = true;
        breakDue = false;
        spaceDue = false;
    }

    /** Closes from the inside out, as long as anything that must go is open. */
    private void closeUnwanted() {
        while (!open.isEmpty() && !isPrefixOfWanted()) {
            out.append("</").append(open.removeLast().name()).append('>');
        }
    }

    private boolean isPrefixOfWanted() {
        Iterator<Tag> next = wanted.iterator();
        for (var tag : open) {
            if (!next.hasNext() || !next.next().equals(tag)) {
                return false;
            }
        }
        return true;
    }

    private void escape(int character) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;"); // so that no arrow can appear
            default -> out.appendCodePoint(character);
        }
    }

    private static boolean isShown(int character) {
        // the controls above are letters of charsets that are told apart later
        return character >= 0x20
                && character != 0x7f
                && character != 0xfeff
                && character != 0xfffe
                && character != 0xffff
                && !(character >= 0xd800 && character <= 0xdfff);
    }
}
