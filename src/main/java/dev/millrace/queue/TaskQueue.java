package dev.millrace.queue;

import dev.millrace.signal.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The door to durable work: puts tasks in, moves them forward and takes them out. Joins the caller's transaction. */
@ApplicationScoped
@Transactional
public class TaskQueue {

    /** The channel that says tasks of a subject, its payload, were cancelled. */
    static final String CANCELLED = "task_cancelled";

    private final Database database;
    private final Tickets tickets;
    private final Signals signals;
    private final InstantSource clock;

    TaskQueue(DataSource database, Signals signals, @DatabaseTime InstantSource clock) {
        this.database = new Database(database);
        this.tickets = new Tickets(this.database, signals);
        this.signals = signals;
        this.clock = clock;
    }

    /** Queues work up. An idle slot begins it as soon as the transaction commits. */
    public UUID enqueue(NewTask task) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        database.update(
                """
                insert into task (id, kind, subject, payload, priority, created_at, due_at)
                values (?, ?, ?, ?::jsonb, ?, ?, ?)
                """,
                id,
                task.kind(),
                task.subject(),
                task.payload(),
                task.priority(),
                now,
                dueAtOnce(now));
        tickets.issue(id);
        return id;
    }

    /**
     * Somebody waits for the task: it goes before all others and may use the express slot. Tells no difference between
     * one who waits and many, so the caller says {@link #relax} when the last one has gone. Does nothing for a task
     * that is over.
     */
    public void hasten(UUID task) {
        if (database.update(
                        "update task set hastened = true where id = ? and not hastened and state in ('waiting', 'running')",
                        task)
                > 0) {
            tickets.hasten(task);
        }
    }

    /**
     * The task may use the express slot while that is idle, but goes before nothing that somebody waits for. Holds for
     * its next attempt.
     */
    public void admitToExpress(UUID task) {
        tickets.admit(task);
    }

    /** Nobody waits for the task any more: it goes back to the place its own priority gives it. */
    public void relax(UUID task) {
        if (database.update("update task set hastened = false where id = ? and hastened", task) > 0) {
            tickets.relax(task);
        }
    }

    /**
     * Ends all tasks of a subject: waiting ones never run, the handlers of running ones are interrupted on whatever node
     * once this commits, and publish nothing more. Handlers lock their task before the rows of its subject, so call this
     * before changing those rows.
     */
    public void cancelAll(UUID subject) {
        boolean any = false;
        // again for what an attempt enqueued that was just publishing when we came to lock its task
        for (var open = TaskRows.lockOpen(database, subject);
                !open.isEmpty();
                open = TaskRows.lockOpen(database, subject)) {
            cancel(open, clock.instant());
            any = true;
        }
        if (any) {
            signals.send(CANCELLED, subject.toString());
        }
    }

    private void cancel(List<UUID> open, Instant now) {
        List<String> unused = database.query(
                """
                update task set state = 'cancelled', ended_at = ?, worker = null, heartbeat_at = null
                where id = any (?) returning ticket
                """,
                row -> row.getString("ticket"),
                now,
                open);
        database.update(
                "update attempt set ended_at = ?, outcome = 'cancelled' where task_id = any (?) and ended_at is null",
                now,
                open);
        tickets.withdraw(unused);
    }

    /**
     * Whether the attempt still owns its task. To be asked in the transaction that publishes what the attempt made: if
     * so, the task stays its own until that transaction ends; if not, nothing may be published.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean holds(TaskRun run) {
        return database.first(
                        "select id from task where id = ? and attempt = ? and state = 'running' for update",
                        row -> true,
                        run.task(),
                        run.attempt())
                .isPresent();
    }

    /** How many waiting tasks of other subjects come before the subject's first one; 0 when it has none waiting. */
    public int position(UUID subject) {
        return positions(List.of(subject)).getOrDefault(subject, 0);
    }

    /** {@link #position} of several subjects, of those that have a task waiting. */
    public Map<UUID, Integer> positions(List<UUID> subjects) {
        record Place(UUID subject, int before) {}
        if (subjects.isEmpty()) {
            return Map.of();
        }
        return database
                .query(
                        """
                        with own as (
                            select distinct on (subject) subject, rank, due_at, id from task
                            where subject = any (?) and state = 'waiting' order by subject, rank desc, due_at, id)
                        select own.subject, (
                            select count(*) from task t where t.subject <> own.subject and t.state = 'waiting'
                            and (-t.rank, t.due_at, t.id) < (-own.rank, own.due_at, own.id)) as before
                        from own
                        """,
                        row -> new Place(Database.uuid(row, "subject"), row.getInt("before")),
                        subjects)
                .stream()
                .collect(Collectors.toMap(Place::subject, Place::before));
    }

    /** How many tasks of a kind a subject has that are waiting or running. */
    public long open(UUID subject, String kind) {
        return database.first(
                        """
                        select count(*) as open from task
                        where subject = ? and kind = ? and state in ('waiting', 'running')
                        """,
                        row -> row.getLong("open"),
                        subject,
                        kind)
                .orElseThrow();
    }

    /** A second ago: due on every node, however its reading of the database's clock differs. */
    static Instant dueAtOnce(Instant now) {
        return now.minus(Duration.ofSeconds(1));
    }
}
