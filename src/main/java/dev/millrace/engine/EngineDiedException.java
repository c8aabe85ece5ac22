package dev.millrace.engine;

/** The engine ended or was ended in the middle of a job: the attempt is lost, the job may be tried again. */
public class EngineDiedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    EngineDiedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@code engine_crash}, {@code engine_stalled} or {@code engine_timeout}. */
    public String code() {
        return code;
    }
}
