package dev.millrace.libav;

/**
 * One step of a transcode: takes inputs, hands what it makes to the step after it.
 *
 * <p>An input is borrowed: valid until {@link #accept} returns. A stage owns its native memory, and is confined to one
 * thread at a time.
 */
interface Stage<I> extends AutoCloseable {

    void accept(I input);

    /** Pushes out whatever is still held back. Call once, after the last {@link #accept}. */
    void drain();

    @Override
    void close();
}
