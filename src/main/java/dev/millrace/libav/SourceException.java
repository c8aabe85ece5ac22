package dev.millrace.libav;

/** The source cannot be used, now or ever: a stable code and a sentence for people. */
public class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public SourceException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Such as {@code corrupt_source}. */
    public String code() {
        return code;
    }
}
