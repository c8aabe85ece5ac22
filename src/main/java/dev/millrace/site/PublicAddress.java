package dev.millrace.site;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where this service is reached from outside, without a slash at the end: the configured address, else the one the
 * client used.
 */
@ApplicationScoped
public class PublicAddress {

    private final Optional<String> configured;
    private final CurrentVertxRequest request;
    private final String fallback;

    PublicAddress(
            @ConfigProperty(name = "millrace.public-url") Optional<String> configured,
            CurrentVertxRequest request,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.configured = configured.map(url -> url.replaceFirst("/+$", ""));
        this.request = request;
        this.fallback = "http://localhost:" + port;
    }

    /** As the client of this request sees the service. */
    public String of(HttpServerRequest seen) {
        return configured.orElseGet(
                () -> seen.authority() == null ? fallback : seen.scheme() + "://" + seen.authority());
    }

    /** As the client of the request under way sees it; outside requests this machine's own address. */
    public String current() {
        if (configured.isPresent() || !Arc.container().requestContext().isActive()) {
            return configured.orElse(fallback);
        }
        RoutingContext context = request.getCurrent();
        return context == null ? fallback : of(context.request());
    }
}
