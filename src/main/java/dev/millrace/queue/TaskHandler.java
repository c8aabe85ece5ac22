package dev.millrace.queue;

/** Does the work of one kind of task. A bean for each kind. */
public interface TaskHandler {

    String kind();

    /**
     * Does the work once, outside any transaction. Runs on a queue thread, may block for minutes, and is interrupted
     * when the task is cancelled or the service stops. An exception counts as {@link Outcome.Retry}.
     */
    Outcome run(TaskRun run) throws InterruptedException;

    /** Called once in the transaction that gives a task up: after {@link Outcome.Failed} or the last attempt. */
    void gaveUp(TaskRun run, String code, String reason);
}
