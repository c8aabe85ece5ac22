package dev.millrace.queue;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Does in the running service what the payload says. */
@Singleton
class EchoHandler implements TaskHandler {

    static final String KIND = "echo";

    final BlockingQueue<TaskRun> begun = new LinkedBlockingQueue<>();
    final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    final BlockingQueue<TaskRun> interrupted = new LinkedBlockingQueue<>();
    private final TransactionSynchronizationRegistry transaction;

    EchoHandler(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        begun.add(run);
        if (transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            return new Outcome.Failed("in_transaction", "a handler must not be called in a transaction");
        }
        if (run.payload().contains("fail")) {
            return new Outcome.Failed("asked_to", "as the payload says");
        }
        if (run.payload().contains("stay")) {
            stay(run);
        }
        return new Outcome.Done();
    }

    private void stay(TaskRun run) throws InterruptedException {
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (InterruptedException e) {
            interrupted.add(run);
            throw e;
        }
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        boolean joined = transaction.getTransactionStatus() == Status.STATUS_ACTIVE;
        givenUp.add(code + (joined ? " in a transaction" : " without a transaction"));
    }
}
