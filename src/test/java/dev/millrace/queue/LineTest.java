package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes when, and in which line. */
class LineTest {

    private final Workshop workshop = new Workshop();
    private final CountDownLatch free = new CountDownLatch(1);
    private final Scripted blocker = Scripted.heldBy("blocker", free);
    private final Scripted handler = Scripted.returning("work", new Outcome.Done());

    @AfterEach
    void close() {
        free.countDown();
        workshop.close();
    }

    @Test
    void beginsWorkWithoutWaitingForThePoll() throws Exception {
        workshop.start("a", 1, Duration.ofHours(1), InstantSource.system(), handler);

        for (int i = 0; i < 5; i++) {
            UUID task = workshop.enqueue("work", 0);
            assertThat(next()).isEqualTo(task);
            await().until(() -> workshop.stateOf(task).equals("done"));
        }
    }

    @Test
    void beginsTheHighestPriorityFirstAndEqualOnesInTheirOrder() throws Exception {
        workshop.start("a", 1, blocker, handler);
        workshop.enqueue("blocker", 0);
        blocker.nextBegun();
        UUID low = workshop.enqueue("work", -5);
        workshop.clock.goOn(Duration.ofMillis(1));
        UUID first = workshop.enqueue("work", 0);
        workshop.clock.goOn(Duration.ofMillis(1));
        UUID second = workshop.enqueue("work", 0);
        UUID high = workshop.enqueue("work", 100);

        free.countDown();

        assertThat(List.of(next(), next(), next(), next())).containsExactly(high, first, second, low);
    }

    @Test
    void usesAllSlotsAndNoMore() throws Exception {
        workshop.start("a", 2, blocker);
        for (int i = 0; i < 3; i++) {
            workshop.enqueue("blocker", 0);
        }
        blocker.nextBegun();
        blocker.nextBegun();

        assertThat(blocker.waitingToBeRead()).isZero();
        assertThat(workshop.rows.query("select 1 from execution where not picked", row -> 1))
                .hasSize(1);

        free.countDown();
        blocker.nextBegun();
    }

    @Test
    void runsWhatSomebodyWaitsForInTheExpressLineWhileTheMainLineIsBusy() throws Exception {
        workshop.start("a", 1, blocker, handler);
        workshop.enqueue("blocker", 0);
        blocker.nextBegun();
        workshop.enqueue("work", 100);
        UUID wanted = workshop.enqueue("work", 0);

        workshop.database.run(() -> workshop.queue.hasten(wanted));
        workshop.database.run(() -> workshop.queue.hasten(wanted));

        TaskRun run = handler.nextBegun();
        assertThat(run.task()).isEqualTo(wanted);
        assertThat(run.express()).isTrue();
        await().until(() -> tickets(Line.EXPRESS).isEmpty());
        assertThat(workshop.outcomesOf(wanted)).containsExactly("done");
    }

    @Test
    void runsWhatIsAdmittedInTheExpressLineButAfterWhatSomebodyWaitsFor() throws Exception {
        var expressFree = new CountDownLatch(1);
        var express = Scripted.heldBy("express", expressFree);
        workshop.start("a", 1, blocker, handler, express);
        workshop.enqueue("blocker", 0);
        blocker.nextBegun();
        UUID before = workshop.enqueue("express", 0);
        workshop.database.run(() -> workshop.queue.hasten(before));
        express.nextBegun();
        UUID admitted = workshop.enqueue("work", 790);
        UUID wanted = workshop.enqueue("work", 0);
        workshop.database.run(() -> workshop.queue.admitToExpress(admitted));
        workshop.database.run(() -> workshop.queue.hasten(wanted));

        expressFree.countDown();

        assertThat(List.of(handler.nextBegun(), handler.nextBegun()))
                .allSatisfy(run -> assertThat(run.express()).isTrue())
                .extracting(TaskRun::task)
                .containsExactly(wanted, admitted);
    }

    @Test
    void putsWhatIsAdmittedToTheFrontWhenSomebodyWaitsForItAfterAll() {
        UUID task = workshop.enqueue("work", 790);
        workshop.database.run(() -> workshop.queue.admitToExpress(task));

        workshop.database.run(() -> workshop.queue.hasten(task));

        assertThat(workshop.rows.query("select priority from express_execution", row -> row.getInt(1)))
                .containsExactly(10_000);
    }

    @Test
    void putsWhatSomebodyWaitsForBeforeAllElseInTheMainLine() throws Exception {
        workshop.start("a", 1, blocker, handler, Scripted.heldBy("express", free));
        workshop.enqueue("blocker", 0);
        blocker.nextBegun();
        UUID other = workshop.enqueue("work", 1000);
        UUID wanted = workshop.enqueue("work", 0);
        UUID inExpress = workshop.enqueue("express", 0);
        workshop.database.run(() -> workshop.queue.hasten(inExpress));
        await().until(() -> workshop.stateOf(inExpress).equals("running"));
        workshop.database.run(() -> workshop.queue.hasten(wanted));

        free.countDown();

        assertThat(List.of(next(), next())).containsExactly(wanted, other);
    }

    @Test
    void givesTheOldPlaceBackWhenNobodyWaitsAnyMore() throws Exception {
        UUID first = workshop.enqueue("work", 5);
        UUID wanted = workshop.enqueue("work", 0);
        workshop.database.run(() -> workshop.queue.hasten(wanted));
        assertThat(tickets(Line.EXPRESS)).containsExactly(wanted + "#0");

        workshop.database.run(() -> workshop.queue.relax(wanted));

        assertThat(tickets(Line.EXPRESS)).isEmpty();
        workshop.start("a", 1, handler);
        assertThat(List.of(next(), next())).containsExactly(first, wanted);
    }

    @Test
    void keepsTheHasteOfATaskThatComesBack() {
        UUID wanted = workshop.enqueue("work", 0);
        workshop.database.run(() -> workshop.queue.hasten(wanted));

        workshop.runner("a", Scripted.returning("work", new Outcome.GiveBack())).run(wanted, true);

        assertThat(tickets(Line.EXPRESS)).containsExactly(wanted + "#1");
        assertThat(workshop.rows.query("select priority from execution", row -> row.getInt(1)))
                .containsExactly(10_000);
    }

    @Test
    void hastensNothingThatIsOver() {
        UUID task = workshop.enqueue("work", 0);
        workshop.runner("a", handler).run(task, false);

        workshop.database.run(() -> workshop.queue.hasten(task));

        assertThat(tickets(Line.EXPRESS)).isEmpty();
    }

    @Test
    void tellsHowManyComeBefore() {
        UUID subject = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        assertThat(workshop.queue.position(subject)).isZero();
        workshop.enqueue("work", other, 5);
        workshop.enqueue("work", other, 0);
        workshop.clock.goOn(Duration.ofMillis(1));
        workshop.enqueue("work", other, -5);
        workshop.enqueue("work", subject, -10);
        UUID best = workshop.enqueue("work", subject, 0);
        workshop.clock.goOn(Duration.ofMillis(1));
        workshop.enqueue("work", other, 0);

        assertThat(workshop.queue.position(subject)).isEqualTo(2);
        workshop.database.run(() -> workshop.queue.hasten(best));
        assertThat(workshop.queue.position(subject)).isZero();
        assertThat(workshop.queue.position(other)).isEqualTo(1);
        assertThat(workshop.queue.open(other, "work")).isEqualTo(4);
        assertThat(workshop.queue.open(other, "else")).isZero();
    }

    private UUID next() throws InterruptedException {
        return handler.nextBegun().task();
    }

    private List<String> tickets(Line line) {
        return workshop.rows.query("select task_instance from " + line.table(), row -> row.getString(1));
    }
}
