package dev.millrace.queue;

/** Does the work of one kind of task. A bean for each kind. */
public interface TaskHandler {

    String kind();

    /**
     * Does the work once, outside any transaction. Runs on a queue thread, may block for minutes, and is interrupted
     * when the task is cancelled or the service stops. An exception counts as {@link Outcome.Retry}.
     */
    Outcome run(TaskRun run) throws InterruptedException;

    /**
     * Called in the transaction that gives a task up: after {@link Outcome.Failed} or the last attempt. If it throws, the
     * task is not given up: that is tried again later, until it succeeds once.
     *
     * @param code never null
     */
    void gaveUp(TaskRun run, String code, String reason);
}
