package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskCensusTest {

    private final Workshop workshop = new Workshop();

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void countsOpenTasksPerKindAndState() {
        var census = new TaskCensus(workshop.database, workshop.meters);
        workshop.enqueue("probe", 0);
        workshop.enqueue("chunk", 0);
        var done = workshop.enqueue("chunk", 0);
        census.take();
        assertThat(waiting("chunk")).isEqualTo(2);

        workshop.runner("a", Scripted.returning("chunk", new Outcome.Done())).run(done, false);
        census.take();

        assertThat(waiting("chunk")).isEqualTo(1);
        assertThat(waiting("probe")).isEqualTo(1);
    }

    private double waiting(String kind) {
        return workshop.meters
                .get("millrace.tasks")
                .tags("kind", kind, "state", "waiting")
                .gauge()
                .value();
    }
}
