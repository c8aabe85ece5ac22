package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.bench.Seconds;
import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long a task waits for an idle slot: from the commit that makes it until its handler is called, the commit itself
 * and the claim included. With the service's own beans, pool and transactions, in one JVM, so that one clock measures
 * both.
 */
@Tag("bench")
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class PickupBench {

    private static final int ROUNDS = Integer.getInteger("bench.pickup-rounds", 100);
    private static final int WARM_UP = 20;
    private static final double BOUND = 0.100;
    private static final double MILLIS = 1000;

    @Inject
    TaskQueue queue;

    @Inject
    EchoHandler echo;

    @Inject
    EntityManager entityManager;

    @Test
    void anIdleSlotBeginsWithinATenthOfASecond() throws Exception {
        Seconds.of(WARM_UP, this::pickUp);
        var taken = Seconds.of(ROUNDS, this::pickUp);

        System.out.printf(
                Locale.ROOT,
                "pick-up:    %d tasks: middle %.1f ms, 99 %% within %.1f ms, longest %.1f ms, bound %.0f ms%n",
                ROUNDS,
                taken.middle() * MILLIS,
                taken.percentile(99) * MILLIS,
                taken.longest() * MILLIS,
                BOUND * MILLIS);
        assertThat(taken.middle()).isLessThanOrEqualTo(BOUND);
        assertThat(taken.percentile(99)).isLessThanOrEqualTo(BOUND);
    }

    private double pickUp() throws InterruptedException {
        await("idle slots").until(() -> tickets() == 0);
        var commit = new long[1];
        QuarkusTransaction.requiringNew().run(() -> {
            queue.enqueue(new NewTask(EchoHandler.KIND, UUID.randomUUID(), "{}", 0));
            commit[0] = System.nanoTime();
        });
        assertThat(echo.begun.poll(20, TimeUnit.SECONDS)).isNotNull();
        return Seconds.since(commit[0]);
    }

    /** A slot is idle again when its ticket is torn up. */
    private long tickets() {
        return QuarkusTransaction.requiringNew().call(() -> ((Number) entityManager
                        .createNativeQuery("select count(*) from execution")
                        .getSingleResult())
                .longValue());
    }
}
