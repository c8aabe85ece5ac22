package dev.millrace.community;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** When views are added up, and when viewers are forgotten. */
@ApplicationScoped
class ViewFold {

    private final Views views;

    ViewFold(Views views) {
        this.views = views;
    }

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void fold() {
        views.fold();
    }

    @Scheduled(every = "10m", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        views.forget();
    }
}
