package dev.millrace.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes attempts: claims a task, has its handler do the work, and settles what becomes of the task. */
final class TaskRunner {

    private static final Verdict USED_UP = new Verdict(
            TaskState.FAILED,
            Ending.LOST,
            "engine_crash",
            "its worker died, or could not record the end, in the last of %d attempts".formatted(Verdict.MOST_ATTEMPTS),
            Duration.ZERO);

    private final String worker;
    private final Duration retryPause;
    private final TaskRows tasks;
    private final Transactions transactions;
    private final ActiveRuns active;
    private final Map<String, TaskHandler> handlers;
    private final InstantSource clock;
    private final AttemptReport report;

    TaskRunner(
            String worker,
            Duration retryPause,
            TaskRows tasks,
            Transactions transactions,
            ActiveRuns active,
            Collection<TaskHandler> handlers,
            InstantSource clock,
            AttemptReport report) {
        this.worker = worker;
        this.retryPause = retryPause;
        this.tasks = tasks;
        this.transactions = transactions;
        this.active = active;
        this.handlers = handlers.stream().collect(Collectors.toMap(TaskHandler::kind, Function.identity()));
        this.clock = clock;
        this.report = report;
    }

    /** Does the task once if it can be had, on this thread. */
    void run(UUID task, boolean express) {
        Claim claim = claim(task, express);
        if (claim instanceof Claim.Ours ours) {
            attempt(ours.run(), ours.counted());
        } else if (claim instanceof Claim.UsedUp usedUp) {
            bury(usedUp.last());
        }
    }

    /** Tried again and again, later and later, until the handler has been told: only then is the task over. */
    private void bury(TaskRun last) {
        try {
            if (commit(last, USED_UP, () -> tasks.bury(last.task(), clock.instant()))) {
                report.buried(last, USED_UP);
            }
        } catch (RuntimeException e) {
            report.couldNotTell(last, e);
            transactions.run(() -> tasks.postpone(last.task(), clock.instant()));
        }
    }

    private Claim claim(UUID task, boolean express) {
        var claim = new AtomicReference<Claim>();
        transactions.run(() -> claim.set(tasks.claim(task, worker, express, clock.instant())));
        return claim.get();
    }

    private void attempt(TaskRun run, int counted) {
        var here = active.enter(run);
        try {
            Outcome outcome;
            Throwable thrown = null;
            try {
                outcome = work(run);
            } catch (Throwable e) { // whatever it is, the task must not stay with a thread that has left it
                thrown = e;
                outcome = new Outcome.Retry("internal_error", e.toString());
            }
            Ending interrupted = here.end().orElse(null);
            boolean stopped = interrupted == Ending.STOPPED && outcome instanceof Outcome.Retry;
            Verdict verdict = stopped ? Verdict.STOPPED : Verdict.of(outcome, counted, retryPause);
            if (commit(run, verdict, () -> tasks.settle(run, verdict, clock.instant()))) {
                report.settled(run, counted, verdict, thrown);
            } else {
                report.discarded(run, interrupted == Ending.CANCELLED ? Ending.CANCELLED : Ending.LOST);
            }
        } finally {
            active.leave(here);
        }
    }

    private Outcome work(TaskRun run) throws InterruptedException {
        var handler = handlers.get(run.kind());
        return handler == null
                ? new Outcome.Retry("unknown_kind", "this node has no handler for tasks of the kind " + run.kind())
                : handler.run(run);
    }

    /**
     * Makes the change; when it gives the task up, the handler is told in the same transaction. If that breaks, nothing
     * has happened: the task stays with this worker, which no longer beats for it, is lost and is tried again. To end it
     * without the handler's part would leave its subject waiting for ever.
     */
    private boolean commit(TaskRun run, Verdict verdict, BooleanSupplier change) {
        var changed = new AtomicBoolean();
        transactions.run(() -> {
            if (verdict.givesUp()) {
                tasks.lockOpen(run.subject());
            }
            changed.set(change.getAsBoolean());
            if (changed.get() && verdict.givesUp() && handlers.containsKey(run.kind())) {
                handlers.get(run.kind()).gaveUp(run, verdict.code(), verdict.reason());
            }
        });
        return changed.get();
    }
}
