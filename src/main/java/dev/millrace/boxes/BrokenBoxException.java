package dev.millrace.boxes;

/** Bytes are not the boxes that they should be. */
public final class BrokenBoxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenBoxException(String message) {
        super(message);
    }
}
