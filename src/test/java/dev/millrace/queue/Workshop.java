package dev.millrace.queue;

import dev.millrace.signal.SignalReceiver;
import dev.millrace.signal.Signals;
import dev.millrace.testing.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A queue in a real database with as many workers as a test wants, all of them by one clock that the test sets. */
final class Workshop implements AutoCloseable {

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(10);

    static final UUID SUBJECT = UUID.randomUUID();

    static DataSource postgres() {
        return Shared.POSTGRES;
    }

    static {
        Patience.beLong();
    }

    private static final class Shared {
        static final DataSource POSTGRES = start();

        private static DataSource start() {
            try {
                DataSource postgres = EmbeddedPostgres.start().getPostgresDatabase();
                Flyway.configure().dataSource(postgres).load().migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    final SettableClock clock = new SettableClock();
    final ThreadTransactions database = new ThreadTransactions(Shared.POSTGRES);
    final Database rows = new Database(database);
    final Signals signals = new Signals(database);
    final TaskQueue queue = new TaskQueue(database, signals, clock);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Runnable> undo = new ArrayList<>();

    Workshop() {
        rows.update("truncate task, attempt, execution, express_execution");
    }

    /** A worker that hears signals, but has no timer. */
    Worker start(String name, int slots, TaskHandler... handlers) {
        return start(name, slots, Duration.ofSeconds(1), clock, handlers);
    }

    Worker start(String name, int slots, Duration polling, InstantSource clock, TaskHandler... handlers) {
        Worker worker = idle(name, slots, polling, clock, handlers);
        var local = new LocalWorker();
        local.set(worker);
        var receiver = new SignalReceiver(
                Shared.POSTGRES::getConnection, List.of(new ReadyListener(local), new CancelListener(local)));
        receiver.start();
        worker.start();
        undo.add(worker::stop);
        undo.add(receiver::stop);
        return worker;
    }

    /** A worker that takes no task. */
    Worker idle(String name) {
        return idle(name, 1, Duration.ofSeconds(1), clock);
    }

    private Worker idle(String name, int slots, Duration polling, InstantSource clock, TaskHandler... handlers) {
        var settings =
                new WorkerSettings(name, slots, polling, Duration.ofSeconds(5), RETRY_PAUSE, Duration.ofSeconds(1));
        return new Worker(settings, database, database, signals, clock, List.of(handlers), meters);
    }

    /** Makes attempts on the test's own thread. */
    TaskRunner runner(String worker, TaskHandler... handlers) {
        return new TaskRunner(
                worker,
                RETRY_PAUSE,
                new TaskRows(rows, new Tickets(rows, signals)),
                database,
                new ActiveRuns(),
                List.of(handlers),
                clock,
                new AttemptReport(meters));
    }

    UUID enqueue(String kind, int priority) {
        return enqueue(kind, SUBJECT, priority);
    }

    UUID enqueue(String kind, UUID subject, int priority) {
        var id = new UUID[1];
        database.run(() -> id[0] = queue.enqueue(new NewTask(kind, subject, "{}", priority)));
        return id[0];
    }

    /** In the current transaction. */
    UUID enqueueHere(String kind) {
        return queue.enqueue(new NewTask(kind, SUBJECT, "{}", 0));
    }

    /** Transactions that wait for another's row. */
    List<Integer> locksWaitedFor() {
        return rows.query("select pid from pg_locks where not granted", row -> row.getInt(1));
    }

    String stateOf(UUID task) {
        return rows.first("select state from task where id = ?", row -> row.getString(1), task)
                .orElseThrow();
    }

    /** The outcomes of a task's attempts in order; {@code null} for one that has not ended. */
    List<String> outcomesOf(UUID task) {
        return rows.query(
                "select outcome from attempt where task_id = ? order by number", row -> row.getString(1), task);
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
        meters.close();
    }
}
