package dev.millrace.queue;

import dev.millrace.signal.Signals;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Lets this node work, in the role {@code worker}, from the start of the service to its end. */
@Singleton
final class WorkerLife {

    private static final Logger LOG = Logger.getLogger(WorkerLife.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CENSUS = Duration.ofSeconds(10);

    /** After all that handlers need, and before it at the end. */
    private static final int LAST_TO_START = 4000;

    private static final int FIRST_TO_STOP = 1;

    private final WorkerConfig node;
    private final QueueConfig config;
    private final DataSource database;
    private final Transactions transactions;
    private final Signals signals;
    private final InstantSource clock;
    private final List<TaskHandler> handlers;
    private final MeterRegistry meters;
    private final LocalWorker local;
    private final ScheduledExecutorService timer;

    private WorkerRoll roll;

    WorkerLife(
            WorkerConfig node,
            QueueConfig config,
            DataSource database,
            Transactions transactions,
            Signals signals,
            @DatabaseTime InstantSource clock,
            @All List<TaskHandler> handlers,
            MeterRegistry meters,
            LocalWorker local) {
        this.node = node;
        this.config = config;
        this.database = database;
        this.transactions = transactions;
        this.signals = signals;
        this.clock = clock;
        this.handlers = handlers;
        this.meters = meters;
        this.local = local;
        this.timer = Executors.newScheduledThreadPool(2, task -> {
            var thread = new Thread(task, "queue-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(@Observes @Priority(LAST_TO_START) StartupEvent event) {
        if (!node.roles().contains("worker")) {
            return;
        }
        var settings = new WorkerSettings(
                NodeName.in(node.dataDir()),
                node.slots(),
                config.polling(),
                config.heartbeat(),
                config.retryPause(),
                PATIENCE);
        var worker = new Worker(settings, database, transactions, signals, clock, handlers, meters);
        local.set(worker);
        worker.start();
        every(config.heartbeat(), "Heartbeat", worker::beat);
        every(config.heartbeat(), "Looking for lost tasks", worker::sweep);
        roll = new WorkerRoll(database, settings.name(), settings.slots(), clock.instant());
        roll.sign(clock.instant());
        every(config.heartbeat(), "Saying that this worker is here", () -> roll.sign(clock.instant()));
        every(CENSUS, "Counting tasks", new TaskCensus(database, meters)::take);
        LOG.debugf("Working as %s in %d slots and the express slot", settings.name(), settings.slots());
    }

    void stop(@Observes @Priority(FIRST_TO_STOP) ShutdownEvent event) {
        local.get().ifPresent(Worker::stop);
        local.clear();
        timer.shutdownNow();
        if (roll != null) {
            try {
                roll.leave();
            } catch (RuntimeException e) {
                LOG.debugf("This worker stays on the list for a day: %s", e.getMessage());
            }
        }
    }

    /** A duty that fails in the same way several times in a row is told once, and once more when it works again. */
    private void every(Duration interval, String what, Runnable duty) {
        var trouble = new AtomicReference<String>();
        Runnable guarded = () -> {
            try {
                duty.run();
                if (trouble.getAndSet(null) != null) {
                    LOG.infof("%s works again", what);
                }
            } catch (RuntimeException e) {
                var message = String.valueOf(e.getMessage());
                if (!message.equals(trouble.getAndSet(message))) {
                    LOG.warnf("%s failed and is tried every %d s: %s", what, interval.toSeconds(), message);
                }
            }
        };
        timer.scheduleWithFixedDelay(guarded, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
}
