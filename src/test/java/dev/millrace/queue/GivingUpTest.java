package dev.millrace.queue;

import static dev.millrace.queue.Workshop.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task is over when its handler knows; and it takes the other tasks of its subject with it. */
class GivingUpTest {

    private final Workshop workshop = new Workshop();
    private final List<UUID> told = new ArrayList<>();

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void isTriedAgainWhenTheHandlerCouldNotBeTold() {
        UUID task = workshop.enqueue("work", 0);
        var confused = workshop.runner("a", failing(run -> {
            workshop.rows.update("update task set priority = 7 where id = ?", run.task());
            throw new IllegalStateException("cannot write that down");
        }));

        assertThatThrownBy(() -> confused.run(task, false)).hasMessage("cannot write that down");

        assertThat(workshop.stateOf(task)).as("nothing has happened").isEqualTo("running");
        assertThat(workshop.rows.query("select priority from task", row -> row.getInt(1)))
                .as("the handler's own change is rolled back")
                .containsExactly(0);
        workshop.clock.goOn(Duration.ofSeconds(20));
        workshop.idle("other").sweep();
        workshop.runner("other", failing(run -> told.add(run.task()))).run(task, false);

        assertThat(workshop.stateOf(task)).isEqualTo("failed");
        assertThat(workshop.outcomesOf(task)).containsExactly("lost", "failed");
        assertThat(told).containsExactly(task);
    }

    @Test
    void isRepeatedLaterAndLaterUntilTheHandlerKnows() {
        UUID task = workshop.enqueue("work", 0);
        workshop.rows.update("update task set attempt = 5 where id = ?", task);
        workshop.rows.update(
                "insert into attempt values (?, 5, 'dead', ?, ?, 'lost')",
                task,
                workshop.clock.instant(),
                workshop.clock.instant());
        var confused = workshop.runner("a", failing(run -> {
            told.add(run.task());
            throw new IllegalStateException("cannot write that down");
        }));
        confused.run(task, false);

        int times = 1;
        for (int pause : new int[] {10, 10, 20, 40, 80, 160, 320, 600, 600}) {
            workshop.clock.goOn(Duration.ofSeconds(pause).minusMillis(1));
            confused.run(task, false);
            assertThat(told).hasSize(times);
            workshop.clock.goOn(Duration.ofMillis(1));
            confused.run(task, false);
            assertThat(told).hasSize(++times);
        }
        assertThat(workshop.stateOf(task)).isEqualTo("waiting");
        workshop.clock.goOn(Duration.ofMinutes(10));
        var working = failing(run -> {});
        workshop.runner("a", working).run(task, false);

        assertThat(workshop.stateOf(task)).isEqualTo("failed");
        assertThat(workshop.outcomesOf(task)).as("the work is not done again").containsExactly("lost");
    }

    @Test
    void endsASubjectOnceWhenTwoOfItsTasksFailTogether() throws Exception {
        UUID first = workshop.enqueue("work", 0);
        UUID second = workshop.enqueue("work", 0);
        var bothBegun = new CountDownLatch(2);
        var firstGivesUp = new CountDownLatch(1);
        TaskHandler handler = handler(
                run -> {
                    bothBegun.countDown();
                    bothBegun.await();
                    if (run.task().equals(second)) {
                        firstGivesUp.await();
                    }
                    return new Outcome.Failed("corrupt_source", "no frame in it");
                },
                run -> {
                    if (run.task().equals(first)) {
                        firstGivesUp.countDown();
                        awaitSomebodyWaitingForALock();
                    }
                    workshop.queue.cancelAll(SUBJECT);
                    told.add(run.task());
                });

        var other =
                CompletableFuture.runAsync(() -> workshop.runner("b", handler).run(second, false));
        workshop.runner("a", handler).run(first, false);
        other.get(20, TimeUnit.SECONDS);

        assertThat(workshop.stateOf(first)).isEqualTo("failed");
        assertThat(workshop.stateOf(second)).isEqualTo("cancelled");
        assertThat(told).containsExactly(first);
    }

    @Test
    void cancelsAlsoWhatARunningAttemptIsJustEnqueueing() throws Exception {
        UUID task = workshop.enqueue("work", 0);
        var holds = new CountDownLatch(1);
        TaskHandler handler = handler(
                run -> {
                    workshop.database.run(() -> {
                        assertThat(workshop.queue.holds(run)).isTrue();
                        holds.countDown();
                        awaitSomebodyWaitingForALock();
                        workshop.clock.goOn(Duration.ofSeconds(1));
                        workshop.enqueueHere("work");
                    });
                    return new Outcome.Done();
                },
                run -> {});

        var attempt =
                CompletableFuture.runAsync(() -> workshop.runner("a", handler).run(task, false));
        assertThat(holds.await(20, TimeUnit.SECONDS)).isTrue();
        workshop.database.run(() -> workshop.queue.cancelAll(SUBJECT));
        attempt.get(20, TimeUnit.SECONDS);

        assertThat(workshop.rows.query("select state from task", row -> row.getString(1)))
                .containsExactly("cancelled", "cancelled");
    }

    private void awaitSomebodyWaitingForALock() {
        await().until(() -> !workshop.locksWaitedFor().isEmpty());
    }

    private static TaskHandler failing(Consumer<TaskRun> gaveUp) {
        return handler(run -> new Outcome.Failed("corrupt_source", "no frame in it"), gaveUp);
    }

    private static TaskHandler handler(Scripted.Work work, Consumer<TaskRun> gaveUp) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return "work";
            }

            @Override
            public Outcome run(TaskRun run) throws InterruptedException {
                return work.run(run);
            }

            @Override
            public void gaveUp(TaskRun run, String code, String reason) {
                gaveUp.accept(run);
            }
        };
    }
}
