package dev.millrace.queue;

import dev.millrace.signal.Signals;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * A node's working side: slots at the main line, one slot at the express line, and the care for tasks whose workers
 * have died. Has no timer of its own: {@link #beat} and {@link #sweep} are to be called once per heartbeat.
 */
final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** How long it can be looked up what became of a task. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final WorkerSettings settings;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Tickets tickets;
    private final TaskRows tasks;
    private final AttemptReport report;
    private final ActiveRuns active = new ActiveRuns();
    private final Map<Line, PickUp> lines = new EnumMap<>(Line.class);

    Worker(
            WorkerSettings settings,
            DataSource database,
            Transactions transactions,
            Signals signals,
            InstantSource clock,
            Collection<TaskHandler> handlers,
            MeterRegistry meters) {
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
        var statements = new Database(database);
        this.tickets = new Tickets(statements, signals);
        this.tasks = new TaskRows(statements, tickets);
        this.report = new AttemptReport(meters);
        var runner = new TaskRunner(
                settings.name(), settings.retryPause(), tasks, transactions, active, handlers, clock, report);
        for (Line line : Line.values()) {
            int slots = line == Line.EXPRESS ? 1 : settings.slots();
            lines.put(line, new PickUp(line, slots, settings, database, clock, runner, active, tickets));
        }
    }

    /** Gives back at once what an earlier life of this node left behind, and begins to work. */
    void start() {
        leaveNothing(Ending.LOST).forEach(report::released);
        lines.values().forEach(PickUp::start);
    }

    /** A line may have a new ticket. */
    void check(Line line) {
        lines.get(line).check();
    }

    /** Says that this worker is alive, and interrupts the handlers of tasks that are no longer its own. */
    void beat() {
        List<TaskRun> runs = active.all();
        if (!runs.isEmpty()) {
            tasks.beat(settings.name(), runs.stream().map(TaskRun::task).toList(), clock.instant());
            tasks.lost(runs).forEach(loss -> active.interrupt(loss.run(), loss.ending()));
        }
    }

    /** Puts the tasks of dead workers back into the queue, and tickets where one is missing; forgets old tasks. */
    void sweep() {
        var released = new ArrayList<TaskRows.Released>();
        transactions.run(() -> {
            Instant now = clock.instant();
            released.addAll(tasks.releaseUnheard(now.minus(settings.deadAfter()), now));
            tickets.issueMissing();
        });
        released.forEach(report::released);
        transactions.run(() -> tasks.purge(clock.instant().minus(REMEMBERED)));
    }

    /** Interrupts the handlers, waits for them a while, and leaves all unfinished work to others. Once is enough. */
    void stop() {
        if (!active.close()) {
            return;
        }
        try {
            if (!active.awaitNone(settings.patience())) {
                LOG.warnf(
                        "%d tasks would not stop; they are left to others.",
                        active.all().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.values().forEach(PickUp::stop);
        leaveNothing(Ending.STOPPED);
    }

    private List<TaskRows.Released> leaveNothing(Ending ending) {
        var released = new ArrayList<TaskRows.Released>();
        transactions.run(() -> {
            released.addAll(tasks.releaseAllOf(settings.name(), ending, clock.instant()));
            tickets.tearUpAll(settings.name());
            tickets.issueMissing();
        });
        return released;
    }
}
