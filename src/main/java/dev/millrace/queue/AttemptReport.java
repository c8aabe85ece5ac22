package dev.millrace.queue;

import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Tells people and meters how attempts ended: each failure once, with what happens next. */
final class AttemptReport {

    private static final Logger LOG = Logger.getLogger(AttemptReport.class);

    private final MeterRegistry meters;

    AttemptReport(MeterRegistry meters) {
        this.meters = meters;
    }

    /** {@code thrown} by the handler, or null. */
    void settled(TaskRun run, int counted, Verdict verdict, Throwable thrown) {
        count(run, verdict.ending());
        switch (verdict.ending()) {
            case RETRY ->
                LOG.warnf(
                        thrown,
                        "%s failed (%s: %s), attempt %d of %d. It is tried again in %d s.",
                        name(run),
                        verdict.code(),
                        verdict.reason(),
                        counted,
                        Verdict.MOST_ATTEMPTS,
                        verdict.pause().toSeconds());
            case FAILED ->
                LOG.warnf(
                        thrown,
                        "%s failed (%s: %s), attempt %d. It is given up.",
                        name(run),
                        verdict.code(),
                        verdict.reason(),
                        counted);
            case WAITED -> LOG.debugf("%s waits (%s: %s).", name(run), verdict.code(), verdict.reason());
            case STOPPED -> LOG.infof("%s was stopped and goes back to the queue.", name(run));
            default -> LOG.debugf("%s: %s", name(run), verdict.ending());
        }
    }

    /** The task was no longer the attempt's own when it ended. */
    void discarded(TaskRun run, Ending why) {
        count(run, why);
        if (why == Ending.CANCELLED) {
            LOG.infof("%s was cancelled.", name(run));
        } else {
            LOG.warnf("%s was taken from this worker, which was taken for dead. What it made is dropped.", name(run));
        }
    }

    void buried(TaskRun last, Verdict verdict) {
        LOG.errorf("%s is given up (%s): %s.", name(last), verdict.code(), verdict.reason());
    }

    void couldNotTell(TaskRun run, RuntimeException e) {
        LOG.errorf(
                e, "%s is to be given up, but its handler could not record that. It is asked again later.", name(run));
    }

    void released(TaskRows.Released task) {
        LOG.warnf(
                "Task %s (%s of %s) was left by worker %s in attempt %d and goes back to the queue.",
                task.task(), task.kind(), task.subject(), task.worker(), task.attempt());
    }

    private void count(TaskRun run, Ending ending) {
        meters.counter("millrace.attempts", "kind", run.kind(), "outcome", ending.word())
                .increment();
    }

    private static String name(TaskRun run) {
        return "Task %s (%s of %s)".formatted(run.task(), run.kind(), run.subject());
    }
}
