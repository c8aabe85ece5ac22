package dev.millrace.libav;

/** What was made is not what was planned; it must not be published. */
public class ProofException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProofException(String message) {
        super(message);
    }
}
