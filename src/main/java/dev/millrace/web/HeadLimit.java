package dev.millrace.web;

import dev.millrace.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses addresses and headers that are longer than ordinary requests have. The framework refuses them without a word, and
 * before any route; so its own limits ({@code quarkus.http.limits}) are far above these.
 */
@ApplicationScoped
class HeadLimit {

    /** After the security headers, before whatever looks at the address. */
    private static final int SECOND = 999;

    private static final int MOST_IN_ADDRESS = 4 * 1024;
    private static final int MOST_IN_HEADERS = 20 * 1024;

    /** What stands between a name and its value, and behind it. */
    private static final int FRAME = 4;

    private final Problems problems;

    HeadLimit(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, SECOND);
    }

    private void check(RoutingContext context) {
        if (context.request().uri().length() > MOST_IN_ADDRESS) {
            refuse(context, 414);
        } else if (headers(context.request()) > MOST_IN_HEADERS) {
            refuse(context, 431);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, int status) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close"); // nobody will read what follows
        }
        problems.answer(context, status);
    }

    private static int headers(HttpServerRequest request) {
        int sum = 0;
        for (var header : request.headers()) {
            sum += header.getKey().length() + header.getValue().length() + FRAME;
        }
        return sum;
    }
}
