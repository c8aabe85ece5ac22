package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells who sent the request under way. */
@ApplicationScoped
public class Callers {

    private static final String KEY = "millrace.caller";

    private final CurrentVertxRequest request;

    Callers(CurrentVertxRequest request) {
        this.request = request;
    }

    /** A visitor where there is no request. */
    public Caller current() {
        if (!Arc.container().requestContext().isActive()) {
            return Caller.VISITOR;
        }
        var routing = request.getCurrent();
        return routing == null ? Caller.VISITOR : of(routing);
    }

    /** For routes outside REST. */
    public static Caller of(RoutingContext routing) {
        Caller caller = routing.get(KEY);
        return caller == null ? Caller.VISITOR : caller;
    }

    /**
     * The one check of role and scope.
     *
     * @throws ProblemException {@code not_signed_in} for visitors, {@code forbidden} for others
     */
    public static void require(Caller caller, Role least, Scope scope) {
        if (caller.may(least, scope)) {
            return;
        }
        if (!caller.signedIn()) {
            throw new ProblemException(Kind.UNAUTHORIZED, "not_signed_in", "Sign in to do this.");
        }
        throw new ProblemException(
                Kind.FORBIDDEN,
                "forbidden",
                caller.scopes().contains(scope)
                        ? "Your account may not do this."
                        : "This key may not do this: it lacks the scope " + scope.key() + ".");
    }

    static void keep(RoutingContext routing, Caller caller) {
        routing.put(KEY, caller);
    }
}
