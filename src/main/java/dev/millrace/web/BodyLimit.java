package dev.millrace.web;

import dev.millrace.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies that are said to be larger than ordinary requests have. The framework, which would, says nothing with it. */
@ApplicationScoped
class BodyLimit {

    /** After uploads, which have a limit of their own; before the framework's. */
    private static final int BEFORE_THE_FRAMEWORK = -60;

    private final Problems problems;
    private final long most;

    BodyLimit(
            Problems problems,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize most) {
        this.problems = problems;
        this.most = most.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_THE_FRAMEWORK).handler(this::check);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length == null || !isTooMuch(length)) {
            context.next();
            return;
        }
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close"); // nobody will read what follows
        }
        problems.answer(context, 413);
    }

    private boolean isTooMuch(String length) {
        try {
            return Long.parseLong(length.strip()) > most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
