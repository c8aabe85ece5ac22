package dev.millrace.web;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps other web sites from using a visitor's browser against this service, which trusts whoever can reach it.
 *
 * <p>Refuses changes that a page of another origin asks for ({@code Sec-Fetch-Site}, {@code Origin}), and, while only
 * this machine may come in, any request for a foreign host name: a name of an attacker that resolves to this machine
 * (DNS rebinding) would make the attacker's page same-origin.
 */
@ApplicationScoped
class CrossSiteGuard {

    /** Before every route that does something. */
    private static final int FIRST = -10_000;

    private static final Set<HttpMethod> CHANGING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Problems problems;
    private final Optional<URI> publicUrl;
    private final boolean loopbackOnly;

    CrossSiteGuard(
            Problems problems,
            @ConfigProperty(name = "millrace.public-url") Optional<URI> publicUrl,
            @ConfigProperty(name = "quarkus.http.host") String listensOn) {
        this.problems = problems;
        this.publicUrl = publicUrl;
        this.loopbackOnly = HostName.isLoopback(listensOn);
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        if (loopbackOnly && !isOurs(request)) {
            refuse(context, "wrong_host", "This service answers only to its own names on this machine.");
        } else if (CHANGING.contains(request.method()) && isForeign(request)) {
            refuse(context, "cross_site_request", "A page of another site may not do this.");
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, String code, String message) {
        problems.answer(context, new ProblemException(Kind.FORBIDDEN, code, message));
    }

    private boolean isOurs(HttpServerRequest request) {
        if (request.authority() == null) {
            return true; // HTTP/1.0 without Host: no browser
        }
        String host = request.authority().host();
        return HostName.isLoopback(host)
                || publicUrl.map(url -> host.equalsIgnoreCase(url.getHost())).orElse(false);
    }

    private boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !isOwnOrigin(origin, request);
    }

    /** The scheme is compared only with the public URL's: behind a proxy this service does not see it. */
    private boolean isOwnOrigin(String origin, HttpServerRequest request) {
        if (publicUrl.isPresent() && origin.equalsIgnoreCase(HostName.originOf(publicUrl.get()))) {
            return true;
        }
        int scheme = origin.indexOf("://");
        return scheme > 0
                && request.authority() != null
                && origin.substring(scheme + 3)
                        .equalsIgnoreCase(
                                request.getHeader("Host") == null
                                        ? request.authority().toString()
                                        : request.getHeader("Host"));
    }
}
