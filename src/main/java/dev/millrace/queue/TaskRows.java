package dev.millrace.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The task and attempt rows, which alone decide who does what. Every change is to be made in a transaction. */
final class TaskRows {

    /** A task taken from a worker that no longer works on it. */
    record Released(UUID task, String kind, UUID subject, int attempt, String worker) {}

    private final Database database;
    private final Tickets tickets;

    TaskRows(Database database, Tickets tickets) {
        this.database = database;
        this.tickets = tickets;
    }

    /** Takes a due, waiting task and puts the attempt on record. Of several who ask at once, one gets it. */
    Claim claim(UUID task, String worker, boolean express, Instant now) {
        record Waiting(TaskRun last, int counted, String ticket) {}
        // waits for whoever holds the row, then looks again: that is what makes one winner
        var found = database.first(
                "select * from task where id = ? and state = 'waiting' and due_at <= ? for update",
                row -> new Waiting(
                        runOf(row, express), row.getInt("attempt") - row.getInt("forgiven"), row.getString("ticket")),
                task,
                now);
        if (found.isEmpty()) {
            return new Claim.Gone();
        }
        Waiting waiting = found.get();
        tickets.withdraw(List.of(waiting.ticket()));
        if (waiting.counted() >= Verdict.MOST_ATTEMPTS) {
            return new Claim.UsedUp(waiting.last());
        }
        return new Claim.Ours(begin(waiting.last(), worker, now), waiting.counted() + 1);
    }

    private TaskRun begin(TaskRun last, String worker, Instant now) {
        var run = new TaskRun(
                last.task(), last.kind(), last.subject(), last.payload(), last.attempt() + 1, last.express());
        database.update(
                "update task set state = 'running', attempt = ?, worker = ?, heartbeat_at = ? where id = ?",
                run.attempt(),
                worker,
                now,
                run.task());
        database.update(
                "insert into attempt (task_id, number, worker, started_at) values (?, ?, ?, ?)",
                run.task(),
                run.attempt(),
                worker,
                now);
        return run;
    }

    /** Ends an attempt. False, and nothing changed, when the task is no longer its own. */
    boolean settle(TaskRun run, Verdict verdict, Instant now) {
        boolean waits = verdict.next() == TaskState.WAITING;
        int changed = database.update(
                """
                update task set state = ?, due_at = ?, ended_at = ?, forgiven = forgiven + ?, worker = null, heartbeat_at = null
                where id = ? and attempt = ? and state = 'running'
                """,
                verdict.next().word(),
                verdict.pause().isZero() ? TaskQueue.dueAtOnce(now) : now.plus(verdict.pause()),
                waits ? null : now,
                verdict.ending().counts() ? 0 : 1,
                run.task(),
                run.attempt());
        if (changed == 0) {
            return false;
        }
        if (verdict.ending() == Ending.WAITED) {
            database.update("delete from attempt where task_id = ? and number = ?", run.task(), run.attempt());
        } else {
            endAttempt(run.task(), run.attempt(), verdict.ending(), verdict.code(), verdict.reason(), now);
        }
        if (waits) {
            tickets.issue(run.task());
        }
        return true;
    }

    /** Fails a task that was claimed too often. False when it is no longer waiting. */
    boolean bury(UUID task, Instant now) {
        return database.update(
                        "update task set state = 'failed', ended_at = ? where id = ? and state = 'waiting'", now, task)
                > 0;
    }

    /** Puts a task off that cannot be buried now: for as long again as it has waited since its last attempt, in bounds. */
    void postpone(UUID task, Instant now) {
        database.update(
                """
                update task set due_at = cast(? as timestamptz) + least(greatest(
                    cast(? as timestamptz) - (select max(ended_at) from attempt where task_id = id),
                    interval '10 seconds'), interval '10 minutes')
                where id = ? and state = 'waiting'
                """,
                now,
                now,
                task);
    }

    /**
     * Locks a subject's open tasks, oldest first, as everybody must who will lock several of them. Giving one up ends
     * them all ({@link TaskQueue#cancelAll}): two attempts that each settled their own task first would then wait for
     * each other's. Skipping locked rows is no way out: what is being published or claimed right now must end as well.
     */
    List<UUID> lockOpen(UUID subject) {
        return lockOpen(database, subject);
    }

    static List<UUID> lockOpen(Database database, UUID subject) {
        return database.query(
                """
                select id from task where subject = ? and state in ('waiting', 'running')
                order by created_at, id for update
                """,
                row -> Database.uuid(row, "id"),
                subject);
    }

    /** Forgets tasks, and their attempts, that ended before an instant: the oldest, not more than a few hundred. */
    int purge(Instant endedBefore) {
        return database.update(
                """
                delete from task where id in (
                    select id from task where ended_at < ? order by ended_at limit 500 for update skip locked)
                """,
                endedBefore);
    }

    /** Takes the tasks of the workers that have not been heard since {@code deadSince}. */
    List<Released> releaseUnheard(Instant deadSince, Instant now) {
        return release("heartbeat_at <= ?", deadSince, Ending.LOST, now);
    }

    /** Takes all tasks of one worker. */
    List<Released> releaseAllOf(String worker, Ending ending, Instant now) {
        return release("worker = ?", worker, ending, now);
    }

    private List<Released> release(String which, Object parameter, Ending ending, Instant now) {
        // a locked row is being published, settled or cancelled right now: leave it to whoever does that
        var open = database.query(
                "select * from task where state = 'running' and " + which + " for update skip locked",
                row -> new Released(
                        Database.uuid(row, "id"),
                        row.getString("kind"),
                        Database.uuid(row, "subject"),
                        row.getInt("attempt"),
                        row.getString("worker")),
                parameter);
        for (var task : open) {
            settle(
                    new TaskRun(task.task(), task.kind(), task.subject(), "", task.attempt(), false),
                    new Verdict(TaskState.WAITING, ending, null, null, Duration.ZERO),
                    now);
        }
        return open;
    }

    /** Says that the worker is alive and at it. */
    void beat(String worker, List<UUID> tasks, Instant now) {
        // skips a row that is locked: a long publication must not hold up the others, and the next beat gets it
        database.update(
                """
                update task set heartbeat_at = ? where id in (
                    select id from task where id = any (?) and worker = ? and state = 'running'
                    for no key update skip locked)
                """,
                now,
                tasks,
                worker);
    }

    /** Which of these attempts have lost their task. */
    List<Loss> lost(List<TaskRun> runs) {
        record Row(UUID id, int attempt, String state) {}
        var rows = database.query(
                "select id, attempt, state from task where id = any (?)",
                row -> new Row(Database.uuid(row, "id"), row.getInt("attempt"), row.getString("state")),
                runs.stream().map(TaskRun::task).toList());
        var lost = new ArrayList<Loss>();
        for (var run : runs) {
            var row = rows.stream().filter(r -> r.id().equals(run.task())).findFirst();
            if (row.isEmpty() || row.get().state().equals(TaskState.CANCELLED.word())) {
                lost.add(new Loss(run, Ending.CANCELLED));
            } else if (row.get().attempt() != run.attempt()
                    || !row.get().state().equals(TaskState.RUNNING.word())) {
                lost.add(new Loss(run, Ending.LOST));
            }
        }
        return lost;
    }

    /** An attempt that no longer owns its task, and whether it was cancelled or lost. */
    record Loss(TaskRun run, Ending ending) {}

    private void endAttempt(UUID task, int number, Ending ending, String code, String reason, Instant now) {
        database.update(
                """
                update attempt set ended_at = ?, outcome = ?, code = ?, reason = ?
                where task_id = ? and number = ? and ended_at is null
                """,
                now,
                ending.word(),
                code,
                reason,
                task,
                number);
    }

    private static TaskRun runOf(ResultSet row, boolean express) throws SQLException {
        return new TaskRun(
                Database.uuid(row, "id"),
                row.getString("kind"),
                Database.uuid(row, "subject"),
                row.getString("payload"),
                row.getInt("attempt"),
                express);
    }
}
