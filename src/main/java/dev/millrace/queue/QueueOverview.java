package dev.millrace.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What is in the queue and who works on it, for people to look at. */
@ApplicationScoped
@Transactional
public class QueueOverview {

    /** How many tasks of a kind are in a state. Those that are over are counted for seven days. */
    public record Count(String kind, String state, long tasks) {}

    /**
     * A task that is not over.
     *
     * @param subject the video
     * @param attempt the number of the last attempt begun; 0 before the first
     * @param hastened whether somebody waits for it
     * @param dueAt not to be begun before
     * @param worker null while it waits
     * @param code of what the attempt before came to, else null
     * @param reason of the same
     */
    public record OpenTask(
            UUID id,
            String kind,
            UUID subject,
            String state,
            int attempt,
            boolean hastened,
            Instant createdAt,
            Instant dueAt,
            String worker,
            Instant heartbeatAt,
            String code,
            String reason) {

        public boolean running() {
            return state.equals("running");
        }
    }

    /**
     * A process that does tasks.
     *
     * @param alive whether it was heard of in the time after which its tasks go to others
     * @param running how many tasks it has in hand
     */
    public record WorkerView(String name, long slots, Instant startedAt, Instant seenAt, boolean alive, long running) {}

    private final Database database;
    private final QueueConfig config;
    private final InstantSource clock;

    QueueOverview(DataSource database, QueueConfig config, @DatabaseTime InstantSource clock) {
        this.database = new Database(database);
        this.config = config;
        this.clock = clock;
    }

    public List<Count> counts() {
        return database.query(
                "select kind, state, count(*) as tasks from task group by kind, state order by kind, state",
                row -> new Count(row.getString("kind"), row.getString("state"), row.getLong("tasks")));
    }

    /** Running tasks, then those that wait in the order in which they will be begun; with what the last attempt came to. */
    public List<OpenTask> open(int limit) {
        return database.query(
                """
                select t.*, a.code, a.reason from task t
                left join lateral (
                    select code, reason from attempt where task_id = t.id and ended_at is not null
                    order by number desc limit 1) a on true
                where t.state in ('waiting', 'running')
                order by t.state, t.rank desc, t.due_at, t.id limit ?
                """,
                QueueOverview::task,
                limit);
    }

    public List<WorkerView> workers() {
        Instant dead = clock.instant().minus(config.heartbeat().multipliedBy(WorkerSettings.MISSED_HEARTBEATS));
        return database.query(
                """
                select w.*, w.seen_at > ? as alive,
                    (select count(*) from task t where t.state = 'running' and t.worker = w.name) as running
                from worker w order by name
                """,
                row -> new WorkerView(
                        row.getString("name"),
                        row.getInt("slots"),
                        instant(row, "started_at"),
                        instant(row, "seen_at"),
                        row.getBoolean("alive"),
                        row.getInt("running")),
                dead);
    }

    private static OpenTask task(ResultSet row) throws SQLException {
        return new OpenTask(
                Database.uuid(row, "id"),
                row.getString("kind"),
                Database.uuid(row, "subject"),
                row.getString("state"),
                row.getInt("attempt"),
                row.getBoolean("hastened"),
                instant(row, "created_at"),
                instant(row, "due_at"),
                row.getString("worker"),
                instant(row, "heartbeat_at"),
                row.getString("code"),
                row.getString("reason"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, java.time.OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
