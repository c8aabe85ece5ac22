package dev.millrace.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Answers what no route and no resource answers: unknown addresses, OPTIONS, and failures of raw routes. */
@ApplicationScoped
class UnansweredRoutes {

    /** Just before the framework's own, which comes last and shows stack traces. */
    private static final int LATE = Integer.MAX_VALUE - 1;

    /** Before the resources, whose framework answers for all addresses of a class alike. */
    private static final int BEFORE_RESOURCES = -50;

    private static final List<String> OTHERS = List.of("/v/", "/q/", "/assets/");

    private final Problems problems;
    private final AllowedMethods methods;

    UnansweredRoutes(Problems problems, AllowedMethods methods) {
        this.problems = problems;
        this.methods = methods;
    }

    void register(@Observes Router router) {
        router.options().order(BEFORE_RESOURCES).handler(this::tellMethods);
        router.route().order(LATE).failureHandler(this::failed);
        router.errorHandler(404, context -> problems.answer(context, 404));
        router.errorHandler(405, context -> problems.answer(context, 405));
    }

    private void tellMethods(RoutingContext context) {
        String path = context.normalizedPath();
        if (OTHERS.stream().anyMatch(path::startsWith)) {
            context.next();
            return;
        }
        var allowed = methods.of(path);
        if (allowed.isEmpty()) {
            problems.answer(context, 404);
        } else {
            context.response()
                    .setStatusCode(204)
                    .putHeader("Allow", String.join(", ", allowed))
                    .end();
        }
    }

    private void failed(RoutingContext context) {
        if (context.statusCode() >= 400 && context.statusCode() < 500) {
            problems.answer(context, context.statusCode());
        } else if (context.failure() == null) {
            problems.answer(context, Math.max(500, context.statusCode()));
        } else {
            problems.answer(context, context.failure());
        }
    }
}
