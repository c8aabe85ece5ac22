package dev.millrace.embed;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a link lets a film begin, as people write it: {@code 90}, {@code 1:30}, {@code 1:02:03}, {@code 1m30s}. */
record StartTime(int seconds) {

    private static final Pattern CLOCK = Pattern.compile("(?:(?:(\\d{1,3}):)?(\\d{1,3}):)?(\\d{1,6})(?:[.,]\\d*)?s?");
    private static final Pattern LETTERS = Pattern.compile("(?:(\\d{1,3})h)?(?:(\\d{1,4})m)?(?:(\\d{1,6})s)?");

    /** Empty for nothing, and for what is no time. */
    static Optional<StartTime> of(String text) {
        String given = text == null ? "" : text.strip();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var clock = CLOCK.matcher(given);
        var found = clock.matches() ? clock : LETTERS.matcher(given);
        return found.matches()
                ? Optional.of(new StartTime(
                        3600 * number(found.group(1)) + 60 * number(found.group(2)) + number(found.group(3))))
                : Optional.empty();
    }

    /** {@code 1:30}, {@code 1:02:03}. */
    String clock() {
        int hours = seconds / 3600;
        return hours == 0
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(hours, seconds / 60 % 60, seconds % 60);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
