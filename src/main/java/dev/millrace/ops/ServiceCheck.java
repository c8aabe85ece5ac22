package dev.millrace.ops;

import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The process answers, and has not given its own database up: then only a new start helps. */
@Liveness
class ServiceCheck implements HealthCheck {

    private final String version;

    ServiceCheck(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    @Override
    public HealthCheckResponse call() {
        boolean lost =
                EmbeddedDatabase.running().filter(EmbeddedDatabase::isGivenUp).isPresent();
        return HealthCheckResponse.named("service")
                .status(!lost)
                .withData("version", version)
                .withData("uptimeSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000)
                .build();
    }
}
