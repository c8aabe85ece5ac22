package dev.millrace.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import javax.sql.DataSource;

/** Counts open tasks per kind and state for the meters: one statement a {@link #take}, none for a scrape. */
final class TaskCensus {

    private final Database database;
    private final MultiGauge gauges;

    TaskCensus(DataSource database, MeterRegistry meters) {
        this.database = new Database(database);
        this.gauges = MultiGauge.builder("millrace.tasks")
                .description("tasks waiting and running, of the whole cluster")
                .register(meters);
    }

    void take() {
        List<MultiGauge.Row<?>> rows = database.query(
                "select kind, state, count(*) as n from task where state in ('waiting', 'running') group by kind, state",
                row -> MultiGauge.Row.of(
                        Tags.of("kind", row.getString("kind"), "state", row.getString("state")), row.getLong("n")));
        gauges.register(rows, true);
    }
}
