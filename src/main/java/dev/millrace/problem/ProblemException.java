package dev.millrace.problem;

/** Something the caller did, or the service cannot do, that has a stable code and a sentence for people. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of problem it is; decides the status. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT,
        TOO_LARGE,
        UNAUTHORIZED,
        FORBIDDEN,
        TOO_MANY,
        UNSUPPORTED_TYPE,
        UNPROCESSABLE,
        STORAGE_FULL,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;

    public ProblemException(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, for programs: {@code video_not_found}. */
    public String code() {
        return code;
    }
}
