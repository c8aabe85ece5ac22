package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Finds out who asks, before anything answers: by {@code Authorization: Bearer}, else by the session's cookie. A key that
 * is not valid is refused, a session that is over is a visitor.
 *
 * <p>A change that comes with a session must bring the token of its pages back ({@code X-Csrf-Token}, or
 * {@code csrf} in the query of a form's action). Streams below {@code /v/} are answered before: they go by what is in
 * their path.
 */
@ApplicationScoped
class CallerRoute {

    /** After the look at where the request comes from, before every route that does something. */
    private static final int EARLY = -9_000;

    /** How long a refused client may go on sending, to read its answer instead of a reset connection. */
    private static final long LINGER_MILLIS = 2_000;

    /** The same for everybody, whether the database can be asked or not. */
    private static final List<String> FOR_ALL = List.of("/assets/", "/q/");

    private static final Set<HttpMethod> CHANGING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Identity identity;
    private final Problems problems;

    CallerRoute(Identity identity, Problems problems) {
        this.identity = identity;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::identify);
    }

    private void identify(RoutingContext routing) {
        String path = routing.request().path();
        if (path != null && FOR_ALL.stream().anyMatch(path::startsWith)) {
            routing.next();
            return;
        }
        var known = identity.atOnce(routing);
        if (known.isPresent()) {
            Callers.keep(routing, known.get());
            routing.next();
        } else {
            lookUp(routing);
        }
    }

    private void lookUp(RoutingContext routing) {
        var request = routing.request();
        request.pause();
        routing.vertx().executeBlocking(() -> find(routing), false).onComplete(found -> {
            if (!request.isEnded()) {
                request.resume();
            }
            if (found.succeeded()) {
                Callers.keep(routing, found.result());
                routing.next();
            } else {
                problems.answer(routing, found.cause());
                hangUpSoon(routing);
            }
        });
    }

    private Caller find(RoutingContext routing) {
        var caller = identity.first(routing);
        if (caller.csrf() != null
                && CHANGING.contains(routing.request().method())
                && !broughtBack(routing, caller.csrf())) {
            throw new ProblemException(
                    Kind.FORBIDDEN, "stale_form", "This page is from before you signed in. Reload it, then try again.");
        }
        return caller;
    }

    private static boolean broughtBack(RoutingContext routing, String csrf) {
        String header = routing.request().getHeader("X-Csrf-Token");
        String given = header != null ? header : routing.queryParams().get("csrf");
        return given != null && Secret.same(given, csrf);
    }

    /** What is still being sent is not read to its end. */
    private static void hangUpSoon(RoutingContext routing) {
        var request = routing.request();
        if (!request.isEnded()) {
            request.handler(ignored -> {});
            routing.vertx().setTimer(LINGER_MILLIS, timer -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }
}
