package dev.millrace.queue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;

/** The service's own transactions: a handler's entities and events join them. */
@Singleton
final class JtaTransactions implements Transactions {

    @Override
    public void run(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }
}
