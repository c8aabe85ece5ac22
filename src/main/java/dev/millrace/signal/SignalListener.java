package dev.millrace.signal;

/** A bean that hears one channel. Called on one background thread, in the order of commits; must not block for long. */
public interface SignalListener {

    /** Lower-case letters and underscores. */
    String channel();

    void received(String payload);

    /** Signals may have been lost while the connection was down: look for yourself. */
    default void reconnected() {}
}
