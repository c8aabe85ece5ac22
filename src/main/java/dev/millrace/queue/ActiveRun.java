package dev.millrace.queue;

import java.util.Optional;

/** An attempt that this thread is making, and the only way to interrupt it: never before it begins, never after. */
final class ActiveRun {

    private final TaskRun run;
    private final Thread thread;
    private Ending why;
    private boolean over;

    private ActiveRun(TaskRun run, Thread thread) {
        this.run = run;
        this.thread = thread;
    }

    static ActiveRun onThisThread(TaskRun run) {
        return new ActiveRun(run, Thread.currentThread());
    }

    TaskRun run() {
        return run;
    }

    /** The first reason stays. */
    synchronized void interrupt(Ending why) {
        if (!over && this.why == null) {
            this.why = why;
            thread.interrupt();
        }
    }

    /** The handler has come back. Clears the interrupt and tells why there was one. */
    synchronized Optional<Ending> end() {
        over = true;
        Thread.interrupted();
        return Optional.ofNullable(why);
    }
}
