package dev.millrace.web;

import dev.millrace.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Lets callers of the API who accept errors alone, or pages, have what there is: otherwise whatever they asked for would
 * be refused as not acceptable before anybody looks whether it exists. So is who downloads a source and accepts films: what
 * kind of file it is, is not told.
 */
@ApplicationScoped
class AcceptedErrors {

    private static final int BEFORE_RESOURCES = -50;

    void register(@Observes Router router) {
        router.route("/api/*").order(BEFORE_RESOURCES).handler(this::widen);
    }

    private void widen(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        String named = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        if (accept != null
                && (named.contains(Problems.MEDIA_TYPE) || named.contains("text/html") || isSource(context))) {
            context.request().headers().set("Accept", accept + ", */*;q=0.1");
        }
        context.next();
    }

    private static boolean isSource(RoutingContext context) {
        return context.normalizedPath().endsWith("/source");
    }
}
