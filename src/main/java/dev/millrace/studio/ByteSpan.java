package dev.millrace.studio;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for (RFC 9110 §14). Several ranges, and what cannot be read, ask for all of it.
 *
 * @param whole whether it is not a part
 */
record ByteSpan(long from, long length, boolean whole) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty when nothing of the file is in the range. */
    static Optional<ByteSpan> of(String range, long size) {
        var found = range == null ? null : ONE.matcher(range.strip());
        if (found == null
                || !found.matches()
                || found.group(1).isEmpty() && found.group(2).isEmpty()) {
            return Optional.of(new ByteSpan(0, size, true));
        }
        long from;
        long end = size;
        if (found.group(1).isEmpty()) {
            from = Math.max(0, size - Long.parseLong(found.group(2)));
        } else {
            from = Long.parseLong(found.group(1));
            if (!found.group(2).isEmpty()) {
                long last = Long.parseLong(found.group(2));
                if (last < from) {
                    return Optional.of(new ByteSpan(0, size, true));
                }
                end = Math.min(size, last + 1);
            }
        }
        return from >= end ? Optional.empty() : Optional.of(new ByteSpan(from, end - from, false));
    }

    /** The last byte, counted from 0. */
    long last() {
        return from + length - 1;
    }
}
