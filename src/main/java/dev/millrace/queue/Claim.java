package dev.millrace.queue;

/** What came of asking for a task. */
sealed interface Claim {

    /**
     * It is this worker's, and the attempt is on record.
     *
     * @param counted how many attempts have been begun that count, this one among them
     */
    record Ours(TaskRun run, int counted) implements Claim {}

    /** It waits, but was begun as often as a task may be. {@code last} is the last attempt, long over. */
    record UsedUp(TaskRun last) implements Claim {}

    /** Somebody else has it, it is over, or it is not due yet. */
    record Gone() implements Claim {}
}
