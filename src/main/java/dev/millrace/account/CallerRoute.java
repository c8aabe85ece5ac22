package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashSet;
import java.util.Optional;
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

    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> CHANGING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Sessions sessions;
    private final ApiKeys keys;
    private final LinkKeeper links;
    private final Cookies cookies;
    private final Problems problems;
    private final Optional<String> adminToken;

    CallerRoute(
            Sessions sessions,
            ApiKeys keys,
            LinkKeeper links,
            Cookies cookies,
            Problems problems,
            AccountConfig config) {
        this.sessions = sessions;
        this.keys = keys;
        this.links = links;
        this.cookies = cookies;
        this.problems = problems;
        this.adminToken = config.adminToken();
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::identify);
    }

    private void identify(RoutingContext routing) {
        var request = routing.request();
        String authorization = request.getHeader("Authorization");
        if (authorization != null && isOperator(authorization)) {
            Callers.keep(routing, Caller.OPERATOR);
            routing.next();
        } else if (authorization == null
                && cookies.session(request).isEmpty()
                && secrets(routing).isEmpty()) {
            routing.next();
        } else {
            request.pause();
            routing.vertx()
                    .executeBlocking(() -> find(routing, authorization), false)
                    .onComplete(found -> {
                        if (!request.isEnded()) {
                            request.resume();
                        }
                        if (found.succeeded()) {
                            Callers.keep(routing, found.result());
                            routing.next();
                        } else {
                            problems.answer(routing, found.cause());
                        }
                    });
        }
    }

    private Caller find(RoutingContext routing, String authorization) {
        var caller = authorization != null ? ofKey(authorization) : ofSession(routing);
        var secrets = secrets(routing);
        if (secrets.isEmpty()) {
            return caller;
        }
        var opened = links.opened(secrets);
        String given = routing.queryParams().get("share");
        if (given != null && opened.containsValue(given)) {
            secrets.retainAll(opened.values());
            cookies.setLinks(routing.request(), secrets);
        }
        return caller.with(opened.keySet());
    }

    private Caller ofKey(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw invalidKey();
        }
        return keys.find(authorization.substring(BEARER.length()).strip()).orElseThrow(CallerRoute::invalidKey);
    }

    private Caller ofSession(RoutingContext routing) {
        var request = routing.request();
        var caller = cookies.session(request).flatMap(sessions::find).orElse(Caller.VISITOR);
        if (caller.csrf() != null && CHANGING.contains(request.method()) && !broughtBack(routing, caller.csrf())) {
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

    /** The secrets of links: those of the cookie, and the one that is just being opened. */
    private Set<String> secrets(RoutingContext routing) {
        var secrets = new LinkedHashSet<>(cookies.links(routing.request()));
        String given = routing.queryParams().get("share");
        if (Cookies.isSecret(given)) {
            secrets.remove(given);
            secrets.add(given);
        }
        return secrets;
    }

    private boolean isOperator(String authorization) {
        return adminToken
                .map(token -> Secret.same(authorization, BEARER + token))
                .orElse(false);
    }

    private static ProblemException invalidKey() {
        return new ProblemException(Kind.UNAUTHORIZED, "invalid_key", "This key is not valid, or has been revoked.");
    }
}
