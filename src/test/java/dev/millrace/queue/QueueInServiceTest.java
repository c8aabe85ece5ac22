package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The queue as the other packages meet it: beans, the service's transactions, its own worker. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class QueueInServiceTest {

    @Inject
    TaskQueue queue;

    @Inject
    EchoHandler echo;

    @Inject
    EntityManager entityManager;

    @Inject
    MeterRegistry meters;

    private final UUID subject = UUID.randomUUID();

    @Test
    void doesAfterTheCommitWhatWasEnqueued() throws Exception {
        UUID task = QuarkusTransaction.requiringNew().call(() -> {
            UUID id = queue.enqueue(task("{\"n\": 1}"));
            assertThat(entityManager
                            .createNativeQuery("select count(*) from task where id = :id")
                            .setParameter("id", id)
                            .getSingleResult())
                    .as("seen by the caller's own transaction")
                    .isEqualTo(1L);
            return id;
        });

        TaskRun run = next(echo.begun);
        assertThat(run.task()).isEqualTo(task);
        assertThat(run.payload()).isEqualTo("{\"n\": 1}");
        await().until(() -> queue.open(subject, EchoHandler.KIND) == 0);
        assertThat(meters.get("millrace.attempts")
                        .tags("kind", EchoHandler.KIND, "outcome", "done")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void forgetsWhatWasEnqueuedInATransactionThatFails() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    queue.enqueue(task("{}"));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(queue.open(subject, EchoHandler.KIND)).isZero();
        assertThat((List<?>) entityManager
                        .createNativeQuery(
                                """
                                select e.task_instance from execution e
                                where not exists (select from task t where e.task_instance like t.id || '%')
                                """)
                        .getResultList())
                .isEmpty();
    }

    @Test
    void tellsTheHandlerInATransactionThatATaskIsGivenUp() throws Exception {
        queue.enqueue(task("{\"do\": \"fail\"}"));

        assertThat(next(echo.givenUp)).isEqualTo("asked_to in a transaction");
    }

    @Test
    void interruptsWhatIsCancelled() throws Exception {
        UUID task = queue.enqueue(task("{\"do\": \"stay\"}"));
        while (!next(echo.begun).task().equals(task)) {}

        queue.cancelAll(subject);

        assertThat(next(echo.interrupted).task()).isEqualTo(task);
    }

    @Test
    void askedOutsideATransactionWhetherAnAttemptHoldsItsTaskItRefuses() {
        var run = new TaskRun(UUID.randomUUID(), EchoHandler.KIND, subject, "{}", 1, false);

        assertThatThrownBy(() -> queue.holds(run)).hasMessageContaining("Transaction is required");
        assertThat(QuarkusTransaction.requiringNew().call(() -> queue.holds(run)))
                .isFalse();
    }

    private NewTask task(String payload) {
        return new NewTask(EchoHandler.KIND, subject, payload, 0);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
