package dev.millrace.queue;

import java.time.Duration;

/** How an attempt ended. */
public sealed interface Outcome {

    /** The work is done. */
    record Done() implements Outcome {}

    /** The work cannot be done, now or later. */
    record Failed(String code, String reason) implements Outcome {}

    /** The work may succeed another time. */
    record Retry(String code, String reason) implements Outcome {}

    /** Not counted as a failure: the rest of the work goes back into the queue at once. */
    record GiveBack() implements Outcome {}

    /**
     * Not counted and not put on record: something that the work is not to blame for must change first. Asked again after
     * a pause. Whoever says so also tells people, once for all tasks that wait.
     */
    record Wait(String code, String reason, Duration pause) implements Outcome {}
}
