package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SignalsLostTest {

    @Inject
    StreamSignals signals;

    @Inject
    Ear ear;

    /** Somebody who holds streams. */
    @Singleton
    static class Ear {

        private final AtomicInteger heard = new AtomicInteger();

        void lost(@Observes Streams.SignalsLost event) {
            heard.incrementAndGet();
        }
    }

    @Test
    void whoHoldsStreamsIsToldWhenTheNodeHearsAgain() {
        int before = ear.heard.get();

        signals.reconnected();

        assertThat(ear.heard.get()).isGreaterThan(before);
    }
}
