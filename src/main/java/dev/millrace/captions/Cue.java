package dev.millrace.captions;

import java.util.regex.Pattern;

/**
 * Words that are shown for a while, ready to be written as a WebVTT cue.
 *
 * @param startMillis from the first displayed picture
 * @param endMillis after the start
 * @param settings where to show it (WebVTT §4.4), or empty
 * @param text WebVTT cue text: {@code &} and {@code <} escaped, tags balanced, no empty line
 */
public record Cue(long startMillis, long endMillis, String settings, String text) {

    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    public Cue {
        if (startMillis < 0 || endMillis <= startMillis) {
            throw new IllegalArgumentException("a cue has a length: " + startMillis + " to " + endMillis);
        }
        if (text.isBlank() || text.contains("\n\n") || text.contains("-->")) {
            throw new IllegalArgumentException("not the text of one cue");
        }
    }

    /** What is said, on one line, without marks. */
    public String words() {
        return TAG.matcher(text)
                .replaceAll("")
                .replaceAll("&(?:lrm|rlm);", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    Cue until(long newEndMillis) {
        return new Cue(startMillis, newEndMillis, settings, text);
    }

    /** Whether it is shown at some time of [from, to). */
    boolean shows(long fromMillis, long toMillis) {
        return startMillis < toMillis && endMillis > fromMillis;
    }
}
