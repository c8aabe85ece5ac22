package dev.millrace.media;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/** What people write, cleaned: NFC, no control characters, no surrounding space, nothing a database does not take. */
public final class PlainText {

    private PlainText() {}

    /** One line: control characters and runs of space become one space. Null is nothing. */
    public static String line(String raw) {
        return clean(raw).replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    /** Lines and tabs stay. Null is nothing. */
    public static String text(String raw) {
        return clean(raw)
                .replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .strip();
    }

    /** In code points, as people count. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** NFC; lone surrogates become question marks. */
    private static String clean(String raw) {
        String whole = new String(
                Objects.requireNonNullElse(raw, "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return Normalizer.normalize(whole, Normalizer.Form.NFC);
    }
}
