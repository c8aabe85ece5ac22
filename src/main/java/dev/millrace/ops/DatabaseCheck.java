package dev.millrace.ops;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The database that comes with the service is there; one of the operator's own is the framework's to ask. */
@Readiness
class DatabaseCheck implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("embedded database");
        var database = EmbeddedDatabase.running();
        var trouble = database.flatMap(EmbeddedDatabase::trouble);
        return trouble.map(sentence -> answer.down().withData("error", sentence))
                .orElseGet(() -> answer.up().withData("embedded", database.isPresent()))
                .build();
    }
}
