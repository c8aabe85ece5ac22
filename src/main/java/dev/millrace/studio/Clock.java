package dev.millrace.studio;

import dev.millrace.problem.InvalidFieldsException;
import java.util.regex.Pattern;

/** A moment of a film as people write it: {@code 90}, {@code 12.5}, {@code 1:30}, {@code 1:02:03.5}. */
final class Clock {

    private static final Pattern SHAPE =
            Pattern.compile("(?:(?:(\\d{1,3}):)?(\\d{1,3}):)?(\\d{1,6}(?:[.,]\\d{1,18})?)");

    private Clock() {}

    /** In seconds; null for nothing. */
    static Double seconds(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var found = SHAPE.matcher(text.strip());
        if (!found.matches()) {
            throw new InvalidFieldsException("t", "must be written like 12.5 or 1:30");
        }
        return 3600 * number(found.group(1)) + 60 * number(found.group(2)) + number(found.group(3));
    }

    /** {@code 1:02.040}; the end of a film, which is between two thousandths, is the one before. {@code null} is zero. */
    static String written(Double seconds) {
        long whole = seconds == null ? 0 : (long) Math.floor(seconds * 1000 + 1e-6);
        var rest = "%02d.%03d".formatted(whole / 1000 % 60, whole % 1000);
        long minutes = whole / 60_000;
        return minutes < 60 ? minutes + ":" + rest : "%d:%02d:%s".formatted(minutes / 60, minutes % 60, rest);
    }

    private static double number(String digits) {
        return digits == null ? 0 : Double.parseDouble(digits.replace(',', '.'));
    }
}
