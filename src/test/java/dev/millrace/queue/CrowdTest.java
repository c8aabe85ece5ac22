package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody at once: whatever the order of things, each task has one result and nothing is left lying about. */
class CrowdTest {

    private static final int TASKS = 120;

    private final Workshop workshop = new Workshop();
    private final ConcurrentHashMap<UUID, AtomicInteger> published = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void publishesEveryTaskOnceUnlessItIsCancelled() throws Exception {
        List<UUID> subjects = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        List<UUID> tasks = new ArrayList<>();
        var dice = new Random(7);
        for (int i = 0; i < TASKS; i++) {
            tasks.add(workshop.enqueue("work", subjects.get(i % 4), dice.nextInt(10)));
        }
        Worker first = workshop.start("first", 3, new Scripted("work", this::workOrGiveBack));
        Worker second = workshop.start("second", 3, new Scripted("work", this::workOrGiveBack));

        var crowd = Executors.newFixedThreadPool(4);
        var deeds = List.<Callable<Void>>of(
                () -> hastenAndRelax(tasks, new Random(1)),
                () -> hastenAndRelax(tasks, new Random(2)),
                () -> sweepAndBeat(first, second),
                () -> cancel(subjects.get(3)));
        for (var deed : crowd.invokeAll(deeds)) {
            deed.get();
        }
        crowd.shutdown();

        await().atMost(Duration.ofSeconds(60)).until(() -> workshop.rows
                .query("select 1 from task where state in ('waiting', 'running')", row -> 1)
                .isEmpty());
        await().until(() -> count("execution") + count("express_execution") == 0);
        for (UUID task : tasks) {
            int times = published.getOrDefault(task, new AtomicInteger()).get();
            // what is cancelled may have been published just before
            assertThat(times)
                    .as(workshop.outcomesOf(task).toString())
                    .isBetween(workshop.stateOf(task).equals("done") ? 1 : 0, 1);
        }
        assertThat(workshop.rows.query("select 1 from attempt where ended_at is null", row -> 1))
                .isEmpty();
        assertThat(workshop.rows.query(
                        "select distinct state from task where subject <> ?", row -> row.getString(1), subjects.get(3)))
                .containsExactly("done");
    }

    private Outcome workOrGiveBack(TaskRun run) {
        if (run.attempt() == 1 && run.task().hashCode() % 3 == 0) {
            return new Outcome.GiveBack();
        }
        workshop.database.run(() -> {
            if (workshop.queue.holds(run)) {
                published
                        .computeIfAbsent(run.task(), task -> new AtomicInteger())
                        .incrementAndGet();
            }
        });
        return new Outcome.Done();
    }

    private Void hastenAndRelax(List<UUID> tasks, Random dice) {
        for (int i = 0; i < 100; i++) {
            UUID task = tasks.get(dice.nextInt(TASKS));
            workshop.database.run(() -> workshop.queue.hasten(task));
            if (dice.nextBoolean()) {
                workshop.database.run(() -> workshop.queue.relax(task));
            }
        }
        return null;
    }

    private Void sweepAndBeat(Worker first, Worker second) {
        for (int i = 0; i < 30; i++) {
            first.sweep();
            second.beat();
            second.sweep();
            first.beat();
        }
        return null;
    }

    private Void cancel(UUID subject) {
        workshop.database.run(() -> workshop.queue.cancelAll(subject));
        return null;
    }

    private int count(String table) {
        return workshop.rows.query("select 1 from " + table, row -> 1).size();
    }
}
