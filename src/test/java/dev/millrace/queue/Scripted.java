package dev.millrace.queue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handler that does what the test says, and tells what it was asked to do. */
final class Scripted implements TaskHandler {

    interface Work {
        Outcome run(TaskRun run) throws InterruptedException;
    }

    private final String kind;
    private final Work work;
    private final BlockingQueue<TaskRun> begun = new LinkedBlockingQueue<>();
    final List<String> givenUp = new CopyOnWriteArrayList<>();

    Scripted(String kind, Work work) {
        this.kind = kind;
        this.work = work;
    }

    static Scripted returning(String kind, Outcome outcome) {
        return new Scripted(kind, run -> outcome);
    }

    /** Does not come back before the latch opens. */
    static Scripted heldBy(String kind, CountDownLatch latch) {
        return new Scripted(kind, run -> {
            latch.await();
            return new Outcome.Done();
        });
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        begun.add(run);
        return work.run(run);
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        givenUp.add(code);
    }

    /** The next attempt that was begun; waits for it. */
    TaskRun nextBegun() throws InterruptedException {
        TaskRun run = begun.poll(20, TimeUnit.SECONDS);
        if (run == null) {
            throw new AssertionError("no task of the kind " + kind + " was begun");
        }
        return run;
    }

    int waitingToBeRead() {
        return begun.size();
    }
}
