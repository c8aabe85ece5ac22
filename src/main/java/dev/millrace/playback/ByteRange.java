package dev.millrace.playback;

/** The part of a file that a {@code Range} header asks for (RFC 9110 §14). */
record ByteRange(long first, long length) {

    private static final String UNIT = "bytes=";

    /** Stands for a range that begins behind the end of the file. */
    static final ByteRange UNSATISFIABLE = new ByteRange(-1, 0);

    /**
     * Reads the header.
     *
     * @return null when the whole file is the answer: no header, not understood, or several ranges
     */
    static ByteRange of(String header, long size) {
        if (header == null || !header.startsWith(UNIT) || header.indexOf(',') >= 0) {
            return null;
        }
        int dash = header.indexOf('-', UNIT.length());
        if (dash < 0) {
            return null;
        }
        var from = header.substring(UNIT.length(), dash).trim();
        var to = header.substring(dash + 1).trim();
        if (!isNumber(from) || !isNumber(to) || from.isEmpty() && to.isEmpty()) {
            return null;
        }
        return from.isEmpty() ? suffix(Long.parseLong(to), size) : span(from, to, size);
    }

    /** {@code Content-Range} of the answer. */
    String contentRange(long size) {
        return this == UNSATISFIABLE ? "bytes */" + size : "bytes " + first + '-' + (first + length - 1) + '/' + size;
    }

    private static ByteRange suffix(long wanted, long size) {
        long length = Math.min(wanted, size);
        return length == 0 ? UNSATISFIABLE : new ByteRange(size - length, length);
    }

    private static ByteRange span(String from, String to, long size) {
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return null;
        }
        return first >= size ? UNSATISFIABLE : new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }

    /** Up to 18 digits, or nothing. */
    private static boolean isNumber(String text) {
        return text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
