package dev.millrace.queue;

import java.time.Duration;

/**
 * What becomes of a task after an attempt.
 *
 * @param next state of the task
 * @param ending of the attempt
 * @param code why, for programs; null when all is well
 * @param reason why, for people; null when all is well
 * @param pause before the next attempt
 */
record Verdict(TaskState next, Ending ending, String code, String reason, Duration pause) {

    /** No task is begun more often, unless attempts were given back or stopped. */
    static final int MOST_ATTEMPTS = 5;

    static final Verdict STOPPED = new Verdict(TaskState.WAITING, Ending.STOPPED, null, null, Duration.ZERO);

    /**
     * @param counted attempts have been begun, this one among them
     * @param firstPause before the second attempt; it doubles from attempt to attempt
     */
    static Verdict of(Outcome outcome, int counted, Duration firstPause) {
        if (outcome instanceof Outcome.Failed failed) {
            return new Verdict(TaskState.FAILED, Ending.FAILED, named(failed.code()), failed.reason(), Duration.ZERO);
        }
        if (outcome instanceof Outcome.Retry retry) {
            return counted >= MOST_ATTEMPTS
                    ? new Verdict(TaskState.FAILED, Ending.FAILED, named(retry.code()), retry.reason(), Duration.ZERO)
                    : new Verdict(
                            TaskState.WAITING,
                            Ending.RETRY,
                            named(retry.code()),
                            retry.reason(),
                            pauseAfter(counted, firstPause));
        }
        if (outcome instanceof Outcome.GiveBack) {
            return new Verdict(TaskState.WAITING, Ending.GIVEN_BACK, null, null, Duration.ZERO);
        }
        if (outcome instanceof Outcome.Wait wait) {
            return new Verdict(TaskState.WAITING, Ending.WAITED, named(wait.code()), wait.reason(), wait.pause());
        }
        return new Verdict(TaskState.DONE, Ending.DONE, null, null, Duration.ZERO);
    }

    boolean givesUp() {
        return next == TaskState.FAILED;
    }

    /** Who gives a task up must be able to say why. */
    private static String named(String code) {
        return code == null ? "engine_error" : code;
    }

    private static Duration pauseAfter(int counted, Duration first) {
        return first.multipliedBy(1L << (counted - 1));
    }
}
