package dev.millrace.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * One worker's slots at one line: db-scheduler picks the tickets, the runner is asked for each.
 *
 * <p>Never picks more tickets than there are idle slots, so that what is hastened later still comes first.
 */
final class PickUp {

    private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(PickUp.class);

    private final Line line;
    private final WorkerSettings settings;
    private final TaskRunner runner;
    private final ActiveRuns active;
    private final Tickets tickets;
    private final Scheduler scheduler;

    PickUp(
            Line line,
            int slots,
            WorkerSettings settings,
            DataSource database,
            InstantSource clock,
            TaskRunner runner,
            ActiveRuns active,
            Tickets tickets) {
        this.line = line;
        this.settings = settings;
        this.runner = runner;
        this.active = active;
        this.tickets = tickets;
        this.scheduler = Scheduler.create(database, ticketTask(clock))
                .schedulerName(new SchedulerName.Fixed(settings.name()))
                .tableName(line.table())
                .threads(slots)
                // asks again as soon as one slot is idle, for as many as are idle
                .pollUsingLockAndFetch((slots - 0.5) / slots, 1.0)
                .enablePriority()
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(WorkerSettings.MISSED_HEARTBEATS)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .clock(clock::instant)
                .shutdownMaxWait(settings.patience().dividedBy(10)) // the handlers have been waited for before
                .build();
    }

    void start() {
        scheduler.start();
    }

    /** Looks for tickets now. */
    void check() {
        scheduler.triggerCheckForDueExecutions();
    }

    void stop() {
        scheduler.stop();
    }

    private Task<Void> ticketTask(InstantSource clock) {
        return Tasks.custom(Tickets.TASK_NAME, Void.class)
                .onDeadExecution((dead, ticket) -> ticket.reschedule(dead, clock.instant()))
                .onFailure((failed, ticket) ->
                        ticket.reschedule(failed, clock.instant().plus(AFTER_AN_ERROR)))
                .execute((instance, context) -> use(instance.getId()));
    }

    private CompletionHandler<Void> use(String ticket) {
        if (active.closed()) {
            return (complete, execution) -> execution.reschedule(complete, complete.getTimeDone());
        }
        try {
            runner.run(Tickets.taskOf(ticket), line == Line.EXPRESS);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Ticket %s: the task could not be claimed or settled; it is taken up again later", ticket);
        }
        return (complete, execution) -> tickets.tearUp(line, ticket, settings.name());
    }
}
