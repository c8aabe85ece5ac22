package dev.millrace.queue;

import static dev.millrace.queue.Workshop.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one attempt does to its task, on the test's own thread. */
class AttemptTest {

    private static final Outcome RETRY = new Outcome.Retry("flaky", "not today");

    private final Workshop workshop = new Workshop();

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void hasOneWinnerWhenTwoWorkersClaimATask() throws Exception {
        List<UUID> tasks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            tasks.add(workshop.enqueue("work", 0));
        }
        var handler = Scripted.returning("work", new Outcome.Done());
        var together = new CyclicBarrier(2);
        Callable<Void> claimAll = () -> {
            var runner = workshop.runner(Thread.currentThread().getName(), handler);
            for (UUID task : tasks) {
                together.await();
                runner.run(task, false);
            }
            return null;
        };

        var workers = Executors.newFixedThreadPool(2);
        for (Future<Void> worker : workers.invokeAll(List.of(claimAll, claimAll))) {
            worker.get();
        }
        workers.shutdown();

        assertThat(handler.waitingToBeRead()).isEqualTo(30);
        assertThat(tasks)
                .allSatisfy(task -> assertThat(workshop.outcomesOf(task)).containsExactly("done"));
    }

    @Test
    void isOnRecordBeforeTheWorkBegins() {
        List<List<String>> seen = new ArrayList<>();
        UUID task = workshop.enqueue("work", 0);

        workshop.runner("a", new Scripted("work", run -> {
                    seen.add(workshop.outcomesOf(task));
                    return new Outcome.Done();
                }))
                .run(task, false);

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).hasSize(1).containsOnlyNulls();
        assertThat(workshop.stateOf(task)).isEqualTo("done");
        assertThat(workshop.outcomesOf(task)).containsExactly("done");
    }

    @Test
    void handsTheHandlerWhatWasEnqueued() throws Exception {
        var handler = Scripted.returning("work", new Outcome.Done());
        var id = new UUID[1];
        workshop.database.run(() -> id[0] = workshop.queue.enqueue(new NewTask("work", SUBJECT, "{\"chunk\": 3}", 0)));

        workshop.runner("a", handler).run(id[0], true);

        assertThat(handler.nextBegun()).isEqualTo(new TaskRun(id[0], "work", SUBJECT, "{\"chunk\": 3}", 1, true));
    }

    @Test
    void pausesTwiceAsLongAfterEveryFailureAndGivesUpAfterFive() {
        var handler = Scripted.returning("work", RETRY);
        var runner = workshop.runner("a", handler);
        UUID task = workshop.enqueue("work", 0);
        runner.run(task, false);

        for (int pause : new int[] {10, 20, 40, 80}) {
            int begun = handler.waitingToBeRead();
            workshop.clock.goOn(Duration.ofSeconds(pause).minusMillis(1));
            runner.run(task, false);
            assertThat(handler.waitingToBeRead()).isEqualTo(begun);
            assertThat(workshop.stateOf(task)).isEqualTo("waiting");

            workshop.clock.goOn(Duration.ofMillis(1));
            runner.run(task, false);
            assertThat(handler.waitingToBeRead()).isEqualTo(begun + 1);
        }

        assertThat(workshop.stateOf(task)).isEqualTo("failed");
        assertThat(workshop.outcomesOf(task)).containsExactly("retry", "retry", "retry", "retry", "failed");
        assertThat(handler.givenUp).containsExactly("flaky");
    }

    @Test
    void countsAnExceptionAsAFailureToTryAgain() {
        UUID task = workshop.enqueue("work", 0);

        workshop.runner("a", new Scripted("work", run -> {
                    throw new IllegalStateException("broken");
                }))
                .run(task, false);

        assertThat(workshop.stateOf(task)).isEqualTo("waiting");
        assertThat(workshop.rows.query(
                        "select code || ' ' || reason from attempt where task_id = ?", row -> row.getString(1), task))
                .containsExactly("internal_error java.lang.IllegalStateException: broken");
    }

    @Test
    void givesUpAtOnceWhatCannotBeDone() {
        var handler = Scripted.returning("work", new Outcome.Failed("corrupt_source", "no frame in it"));
        UUID task = workshop.enqueue("work", 0);

        workshop.runner("a", handler).run(task, false);

        assertThat(workshop.stateOf(task)).isEqualTo("failed");
        assertThat(handler.givenUp).containsExactly("corrupt_source");
        assertThat(workshop.meters
                        .counter("millrace.attempts", "kind", "work", "outcome", "failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void doesNotCountAgainstTheLimitWhenGivenBack() {
        var givesBack = workshop.runner("a", Scripted.returning("work", new Outcome.GiveBack()));
        UUID task = workshop.enqueue("work", 0);
        for (int i = 0; i < 6; i++) {
            givesBack.run(task, false);
        }
        assertThat(workshop.outcomesOf(task)).hasSize(6).containsOnly("given_back");

        workshop.runner("a", Scripted.returning("work", RETRY)).run(task, false);

        assertThat(workshop.stateOf(task)).isEqualTo("waiting");
        workshop.clock.goOn(Duration.ofSeconds(10));
        workshop.runner("a", Scripted.returning("work", new Outcome.Done())).run(task, false);
        assertThat(workshop.stateOf(task)).isEqualTo("done");
    }

    @Test
    void leavesNoTraceWhenItHadToWait() {
        var waits = workshop.runner(
                "a", Scripted.returning("work", new Outcome.Wait("full", "no room", Duration.ofSeconds(60))));
        UUID task = workshop.enqueue("work", 0);
        for (int i = 0; i < 6; i++) {
            waits.run(task, false);
            assertThat(workshop.stateOf(task)).isEqualTo("waiting");
            workshop.clock.goOn(Duration.ofSeconds(60));
        }
        assertThat(workshop.outcomesOf(task)).isEmpty();

        workshop.runner("a", Scripted.returning("work", new Outcome.Done())).run(task, false);

        assertThat(workshop.stateOf(task)).isEqualTo("done");
        assertThat(workshop.outcomesOf(task)).containsExactly("done");
    }

    @Test
    void leavesOneTicketForTheNextAttemptAndNoneWhenAllIsDone() {
        UUID task = workshop.enqueue("work", 0);
        workshop.runner("a", Scripted.returning("work", RETRY)).run(task, false);
        assertThat(tickets()).containsExactly(task + "#1");

        workshop.clock.goOn(Duration.ofSeconds(10));
        workshop.runner("a", Scripted.returning("work", new Outcome.Done())).run(task, false);
        assertThat(tickets()).isEmpty();
    }

    @Test
    void namesAFailureThatHasNoCode() {
        var handler = Scripted.returning("work", new Outcome.Failed(null, "no idea"));

        workshop.runner("a", handler).run(workshop.enqueue("work", 0), false);

        assertThat(handler.givenUp).containsExactly("engine_error");
    }

    private List<String> tickets() {
        return workshop.rows.query("select task_instance from execution", row -> row.getString(1));
    }
}
