package dev.millrace.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what no route and no resource answers: unknown addresses, and failures of raw routes. */
@ApplicationScoped
class UnansweredRoutes {

    /** Just before the framework's own, which comes last and shows stack traces. */
    private static final int LATE = Integer.MAX_VALUE - 1;

    private final Problems problems;

    UnansweredRoutes(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(LATE).failureHandler(this::failed);
        router.errorHandler(404, context -> problems.answer(context, 404));
        router.errorHandler(405, context -> problems.answer(context, 405));
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
