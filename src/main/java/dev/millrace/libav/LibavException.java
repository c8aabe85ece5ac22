package dev.millrace.libav;

/** A libav call that failed: what was attempted, and libav's own words. */
class LibavException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    LibavException(String attempt, int code, String words) {
        super(attempt + ": " + words);
        this.code = code;
    }

    /** libav's negative error number. */
    int code() {
        return code;
    }
}
