package dev.millrace.queue;

import static dev.millrace.queue.Workshop.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that die, stop, or are told to leave it. */
class LossTest {

    private final Workshop workshop = new Workshop();
    private final CountDownLatch free = new CountDownLatch(1);

    @AfterEach
    void close() {
        free.countDown();
        workshop.close();
    }

    @Test
    void takesADeadWorkersTaskOverAfterFourMissedHeartbeats() throws Exception {
        var dead = Scripted.heldBy("work", free);
        var living = Scripted.returning("work", new Outcome.Done());
        workshop.start("dead", 1, dead);
        UUID task = workshop.enqueue("work", 0);
        dead.nextBegun();
        Worker other = workshop.start("living", 1, living);

        workshop.clock.goOn(Duration.ofSeconds(20).minusMillis(1));
        other.sweep();
        assertThat(workshop.stateOf(task)).isEqualTo("running");
        workshop.clock.goOn(Duration.ofMillis(1));
        other.sweep();

        // the dead one has no idle slot, so only the living one can take it
        assertThat(living.nextBegun().attempt()).isEqualTo(2);
        await().until(() -> workshop.stateOf(task).equals("done"));
        assertThat(workshop.outcomesOf(task)).containsExactly("lost", "done");
    }

    @Test
    void leavesAWorkerAloneThatGoesOnBeating() throws Exception {
        var handler = Scripted.heldBy("work", free);
        Worker worker = workshop.start("a", 1, handler);
        UUID task = workshop.enqueue("work", 0);
        handler.nextBegun();
        await().until(() -> workshop.stateOf(task).equals("running"));

        for (int i = 0; i < 5; i++) {
            workshop.clock.goOn(Duration.ofSeconds(15));
            worker.beat();
            worker.sweep();
        }

        assertThat(workshop.outcomesOf(task)).hasSize(1).containsOnlyNulls();
    }

    @Test
    void letsALatePublisherPublishNothing() throws Exception {
        BlockingQueue<Boolean> held = new ArrayBlockingQueue<>(2);
        var handler = new Scripted("work", run -> {
            if (run.attempt() == 1) {
                workshop.database.run(() -> held.add(workshop.queue.holds(run)));
                waitUninterruptibly(free);
            }
            workshop.database.run(() -> held.add(workshop.queue.holds(run)));
            return new Outcome.Done();
        });
        Worker late = workshop.start("late", 1, handler);
        UUID task = workshop.enqueue("work", 0);
        assertThat(held.poll(20, TimeUnit.SECONDS)).isTrue();

        workshop.clock.goOn(Duration.ofSeconds(20));
        late.sweep();
        workshop.start("other", 1, handler);
        assertThat(held.poll(20, TimeUnit.SECONDS))
                .as("the second attempt owns the task")
                .isTrue();
        await().until(() -> workshop.stateOf(task).equals("done"));
        free.countDown();

        assertThat(held.poll(20, TimeUnit.SECONDS))
                .as("the first attempt, late")
                .isFalse();
        late.stop();
        assertThat(workshop.outcomesOf(task)).containsExactly("lost", "done");
    }

    @Test
    void interruptsAnAttemptThatLostItsTask() throws Exception {
        var interrupted = new CountDownLatch(1);
        var handler = interruptible(interrupted);
        Worker worker = workshop.start("a", 1, handler);
        workshop.enqueue("work", 0);
        handler.nextBegun();

        workshop.clock.goOn(Duration.ofSeconds(20));
        worker.sweep();
        worker.beat();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(handler.nextBegun().attempt()).isEqualTo(2);
    }

    @Test
    void interruptsTheHandlersOfACancelledSubject() throws Exception {
        var interrupted = new CountDownLatch(1);
        var handler = interruptible(interrupted);
        workshop.start("a", 1, handler);
        UUID running = workshop.enqueue("work", 0);
        handler.nextBegun();
        UUID waiting = workshop.enqueue("work", 0);
        UUID unrelated = workshop.enqueue("unrelated", UUID.randomUUID(), -1);

        workshop.database.run(() -> workshop.queue.cancelAll(SUBJECT));

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(workshop.stateOf(running), workshop.stateOf(waiting)))
                .containsOnly("cancelled");
        assertThat(workshop.outcomesOf(running)).containsExactly("cancelled");
        assertThat(workshop.outcomesOf(waiting)).isEmpty();
        assertThat(workshop.queue.open(SUBJECT, "work")).isZero();
        await().until(() -> !workshop.stateOf(unrelated).equals("cancelled")
                && workshop.outcomesOf(unrelated).size() == 1);
        assertThat(handler.waitingToBeRead()).isZero();
    }

    @Test
    void goesOnAtOnceWithWhatAnEarlierLifeOfTheNodeLeftBehind() throws Exception {
        var handler = Scripted.returning("work", new Outcome.Done());
        UUID begun = workshop.enqueue("work", 5);
        UUID picked = workshop.enqueue("work", 0);
        UUID elsewhere = workshop.enqueue("work", 0);
        claimAndDie("node", begun);
        claimAndDie("other", elsewhere);
        workshop.rows.update(
                "update execution set picked = true, picked_by = 'node' where task_instance like ?", picked + "%");

        workshop.start("node", 1, handler);

        assertThat(handler.nextBegun().task()).isEqualTo(begun);
        assertThat(handler.nextBegun().task()).isEqualTo(picked);
        await().until(() -> workshop.outcomesOf(begun).equals(List.of("lost", "done")));
        assertThat(workshop.stateOf(elsewhere)).isEqualTo("running");
    }

    @Test
    void givesUpATaskThatKilledFiveWorkers() throws Exception {
        var handler = Scripted.returning("work", new Outcome.Done());
        UUID task = workshop.enqueue("work", 0);
        Worker survivor = workshop.idle("survivor");
        for (int i = 0; i < 5; i++) {
            claimAndDie("victim" + i, task);
            workshop.clock.goOn(Duration.ofSeconds(20));
            survivor.sweep();
        }

        workshop.start("a", 1, handler);

        await().until(() -> workshop.stateOf(task).equals("failed"));
        assertThat(handler.givenUp).containsExactly("engine_crash");
        assertThat(handler.waitingToBeRead()).isZero();
        assertThat(workshop.outcomesOf(task)).hasSize(5).containsOnly("lost");
    }

    @Test
    void handsItsWorkOverWhenStopped() throws Exception {
        var interrupted = new CountDownLatch(1);
        var first = interruptible(interrupted);
        var second = Scripted.returning("work", new Outcome.Done());
        Worker worker = workshop.start("a", 1, first);
        UUID task = workshop.enqueue("work", 0);
        first.nextBegun();

        worker.stop();
        assertThat(interrupted.getCount()).isZero();
        assertThat(workshop.outcomesOf(task)).containsExactly("stopped");
        workshop.start("b", 1, second);

        assertThat(second.nextBegun().attempt()).isEqualTo(2);
        await().until(() -> workshop.stateOf(task).equals("done"));
        assertThat(workshop.rows.query("select forgiven from task", row -> row.getInt(1)))
                .containsExactly(1);
    }

    @Test
    void leavesBehindAHandlerThatWillNotStop() throws Exception {
        BlockingQueue<Boolean> held = new ArrayBlockingQueue<>(1);
        var stubborn = new Scripted("work", run -> {
            waitUninterruptibly(free);
            workshop.database.run(() -> held.add(workshop.queue.holds(run)));
            return new Outcome.Done();
        });
        Worker worker = workshop.start("a", 1, stubborn);
        UUID task = workshop.enqueue("work", 0);
        stubborn.nextBegun();

        worker.stop();

        assertThat(workshop.stateOf(task)).isEqualTo("waiting");
        assertThat(workshop.outcomesOf(task)).containsExactly("stopped");
        free.countDown();
        assertThat(held.poll(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void forgetsAWeekLaterWhatIsOver() {
        UUID over = workshop.enqueue("work", 0);
        UUID open = workshop.enqueue("unrelated", 0);
        workshop.runner("a", Scripted.returning("work", new Outcome.Done())).run(over, false);
        Worker worker = workshop.idle("a");

        workshop.clock.goOn(Duration.ofDays(7));
        worker.sweep();
        assertThat(workshop.outcomesOf(over)).containsExactly("done");
        workshop.clock.goOn(Duration.ofMillis(1));
        worker.sweep();

        assertThat(workshop.rows.query("select id from task", row -> Database.uuid(row, "id")))
                .containsExactly(open);
        assertThat(workshop.outcomesOf(over)).isEmpty();
    }

    /** A worker that is gone in the middle of its work. */
    private void claimAndDie(String worker, UUID task) {
        var rows = new TaskRows(workshop.rows, new Tickets(workshop.rows, workshop.signals));
        workshop.database.run(() -> assertThat(rows.claim(task, worker, false, workshop.clock.instant()))
                .isInstanceOf(Claim.Ours.class));
    }

    private Scripted interruptible(CountDownLatch interrupted) {
        return new Scripted("work", run -> {
            try {
                free.await();
                return new Outcome.Done();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
    }

    private static void waitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // stays until it is let go, as native code would
            }
        }
    }
}
