package dev.millrace.queue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All attempts this worker is making. */
final class ActiveRuns {

    private final Set<ActiveRun> runs = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** Enters an attempt of the calling thread; it is interrupted at once when the worker is stopping. */
    synchronized ActiveRun enter(TaskRun task) {
        var run = ActiveRun.onThisThread(task);
        runs.add(run);
        if (closed) {
            run.interrupt(Ending.STOPPED);
        }
        return run;
    }

    synchronized void leave(ActiveRun run) {
        runs.remove(run);
        notifyAll();
    }

    List<TaskRun> all() {
        return runs.stream().map(ActiveRun::run).toList();
    }

    void interrupt(TaskRun task, Ending why) {
        runs.stream().filter(run -> run.run().equals(task)).forEach(run -> run.interrupt(why));
    }

    /** Interrupts all attempts, and every one that enters from now on. False when that was so before. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        runs.forEach(run -> run.interrupt(Ending.STOPPED));
        return first;
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Waits until all have left. False when the patience was not enough. */
    synchronized boolean awaitNone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!runs.isEmpty()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
