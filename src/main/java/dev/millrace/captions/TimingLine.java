package dev.millrace.captions;

/**
 * The line of a cue that says when: {@code 00:01:02.500 --> 00:01:04.000 line:0}. SubRip writes a comma where WebVTT
 * writes a full stop; both are taken, and so are missing hours and a shortened fraction.
 *
 * @param startMillis not negative
 * @param endMillis may be before the start
 * @param settings what stands behind, or empty
 */
record TimingLine(long startMillis, long endMillis, String settings) {

    private static final String ARROW = "-->";
    private static final int LONGEST_LINE = 500;
    private static final int MOST_DIGITS = 6;

    /** Null when the line is none. */
    static TimingLine parse(String line) {
        int arrow = line.length() > LONGEST_LINE ? -1 : line.indexOf(ARROW);
        if (arrow < 0) {
            return null;
        }
        var rest = line.substring(arrow + ARROW.length()).strip();
        int end = 0;
        while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
            end++;
        }
        long from = millis(line.substring(0, arrow).strip());
        long to = millis(rest.substring(0, end));
        return from < 0 || to < 0 ? null : new TimingLine(from, to, CueSettings.of(rest.substring(end)));
    }

    /** Reads [hours:]minutes:seconds[.fraction]; -1 when it is no time. */
    private static long millis(String time) {
        var fields = time.replace(',', '.').split(":", -1);
        if (fields.length < 2 || fields.length > 3) {
            return -1;
        }
        var last = fields[fields.length - 1];
        int point = last.indexOf('.');
        long fraction = point < 0 ? 0 : fraction(last.substring(point + 1));
        long total = number(point < 0 ? last : last.substring(0, point));
        long unit = 60;
        for (int i = fields.length - 2; i >= 0; i--) {
            long value = number(fields[i]);
            if (value < 0 || total < 0) {
                return -1;
            }
            total += value * unit;
            unit *= 60;
        }
        return total < 0 || fraction < 0 ? -1 : total * 1000 + fraction;
    }

    /** Thousandths: "5" are 500, "5004" are 500. */
    private static long fraction(String digits) {
        return number((digits + "000").substring(0, 3)) < 0 || number(digits) < 0
                ? -1
                : number((digits + "000").substring(0, 3));
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
