package dev.millrace.queue;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** The list of the workers that are there, each of which says so itself. Nothing is decided by it: people look at it. */
final class WorkerRoll {

    /** A worker that has said nothing for so long is not listed any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Database database;
    private final String name;
    private final int slots;
    private final Instant started;

    WorkerRoll(DataSource database, String name, int slots, Instant started) {
        this.database = new Database(database);
        this.name = name;
        this.slots = slots;
        this.started = started;
    }

    void sign(Instant now) {
        database.update(
                """
                insert into worker (name, slots, started_at, seen_at) values (?, ?, ?, ?)
                on conflict (name) do update
                set slots = excluded.slots, started_at = excluded.started_at, seen_at = excluded.seen_at
                """,
                name,
                slots,
                started,
                now);
        database.update("delete from worker where seen_at < ?", now.minus(FORGOTTEN));
    }

    void leave() {
        database.update("delete from worker where name = ?", name);
    }
}
