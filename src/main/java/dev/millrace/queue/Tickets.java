package dev.millrace.queue;

import dev.millrace.signal.Signals;
import java.util.List;
import java.util.UUID;

/**
 * The tickets of both lines: db-scheduler's executions. A ticket names the task and the attempts it has had, so that
 * one attempt's ticket is never mistaken for the next one's.
 *
 * <p>Locks are taken task row first, ticket second.
 */
final class Tickets {

    /** The one task name all tickets have in db-scheduler. */
    static final String TASK_NAME = "task";

    /** The channel that says a line has a new ticket; its payload is {@link Line#word()}. */
    static final String READY = "task_ready";

    private static final String ISSUE =
            """
            insert into %s (task_name, task_instance, execution_time, picked, version, priority)
            select 'task', ticket, due_at, false, 1, rank from task t where state = 'waiting' and %s
            order by id
            on conflict do nothing
            """;

    private final Database database;
    private final Signals signals;

    Tickets(Database database, Signals signals) {
        this.database = database;
        this.signals = signals;
    }

    /** The id of the task a ticket asks for. */
    static UUID taskOf(String ticket) {
        return UUID.fromString(ticket.substring(0, ticket.indexOf('#')));
    }

    /** Queues a waiting task up: in the main line, and in the express line too when somebody waits for it. */
    void issue(UUID task) {
        issue(Line.MAIN, "id = ?", task);
        issue(Line.EXPRESS, "hastened and id = ?", task);
    }

    /** Gives every waiting task without a ticket one. Heals what a crash between two transactions left behind. */
    void issueMissing() {
        issue(
                Line.MAIN,
                "not exists (select from execution e where e.task_name = 'task' and e.task_instance = t.ticket)");
    }

    /** A hastened task goes to the front of the main line, and into the express line. */
    void hasten(UUID task) {
        admit(task);
        rankAgain(task);
    }

    /** Puts a waiting task into the express line too, with its own rank: for its next attempt only. */
    void admit(UUID task) {
        issue(Line.EXPRESS, "id = ?", task);
    }

    /** A relaxed task goes back to its own place. */
    void relax(UUID task) {
        rankAgain(task);
        database.update(
                """
                delete from express_execution e using task t
                where t.id = ? and e.task_name = 'task' and e.task_instance = t.ticket and not e.picked
                """,
                task);
    }

    /** Takes the tickets that nobody holds out of both lines. Another node may be picking one: it will find no work. */
    void withdraw(List<String> tickets) {
        for (Line line : Line.values()) {
            database.update(
                    "delete from %s where task_name = 'task' and task_instance = any (?) and not picked"
                            .formatted(line.table()),
                    tickets);
        }
    }

    /** The holder is through with its ticket. */
    void tearUp(Line line, String ticket, String holder) {
        database.update(
                "delete from %s where task_name = 'task' and task_instance = ? and picked_by = ?"
                        .formatted(line.table()),
                ticket,
                holder);
    }

    /** Takes all tickets a node holds from it. Tasks that still wait need new ones: {@link #issueMissing}. */
    void tearUpAll(String holder) {
        for (Line line : Line.values()) {
            database.update("delete from %s where picked and picked_by = ?".formatted(line.table()), holder);
        }
    }

    private void rankAgain(UUID task) {
        for (Line line : Line.values()) {
            database.update(
                    """
                    update %s e set priority = t.rank from task t
                    where t.id = ? and e.task_name = 'task' and e.task_instance = t.ticket and not e.picked
                    """
                            .formatted(line.table()),
                    task);
        }
    }

    private void issue(Line line, String which, Object... parameters) {
        if (database.update(ISSUE.formatted(line.table(), which), parameters) > 0) {
            signals.send(READY, line.word());
        }
    }
}
