package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Who sent a request, by what it brought: a key, a session's cookie, links. Blocks where it looks into the database. */
@ApplicationScoped
public class Identity {

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiKeys keys;
    private final LinkKeeper links;
    private final Cookies cookies;
    private final Optional<String> adminToken;

    Identity(Sessions sessions, ApiKeys keys, LinkKeeper links, Cookies cookies, AccountConfig config) {
        this.sessions = sessions;
        this.keys = keys;
        this.links = links;
        this.cookies = cookies;
        this.adminToken = config.adminToken();
    }

    /** Known without a look into the database; empty when that is needed. */
    Optional<Caller> atOnce(RoutingContext routing) {
        var bearer = bearer(routing);
        if (bearer.isPresent()) {
            return isOperator(bearer.get()) ? Optional.of(Caller.OPERATOR) : Optional.empty();
        }
        boolean nothing =
                cookies.session(routing.request()).isEmpty() && secrets(routing).isEmpty();
        return nothing ? Optional.of(Caller.VISITOR) : Optional.empty();
    }

    /** Who it is now: what a request brought may have been taken back since it came. A key that is over is a visitor's. */
    public Caller again(RoutingContext routing) {
        return atOnce(routing).orElseGet(() -> {
            var caller = bearer(routing).map(keys::find).orElseGet(() -> cookies.session(routing.request())
                    .flatMap(sessions::find)
                    .map(Sessions.Found::caller));
            return withLinks(routing, caller.orElse(Caller.VISITOR));
        });
    }

    /** Who it is, at the beginning of a request; renews cookies. */
    Caller first(RoutingContext routing) {
        var request = routing.request();
        var bearer = bearer(routing);
        if (bearer.isPresent()) {
            return withLinks(routing, keys.find(bearer.get()).orElseThrow(Identity::invalidKey));
        }
        var secret = cookies.session(request);
        var found = secret.flatMap(sessions::find);
        if (found.isPresent() && found.get().renewed()) {
            cookies.setSession(request, secret.get());
        }
        return withLinks(routing, found.map(Sessions.Found::caller).orElse(Caller.VISITOR));
    }

    private Caller withLinks(RoutingContext routing, Caller caller) {
        var secrets = secrets(routing);
        if (secrets.isEmpty()) {
            return caller;
        }
        var known = links.known(secrets);
        String given = routing.queryParams().get("share");
        if (given != null && known.containsKey(given) && !routing.response().headWritten()) {
            secrets.retainAll(known.keySet());
            cookies.setLinks(routing.request(), secrets);
        }
        return caller.with(Set.copyOf(known.values()));
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

    /** Other kinds of authorization are somebody else's business: a proxy's, say. */
    private static Optional<String> bearer(RoutingContext routing) {
        return Optional.ofNullable(routing.request().getHeader("Authorization"))
                .map(header -> header.strip() + " ") // one without a key is a key that is not valid
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private boolean isOperator(String bearer) {
        return adminToken.map(token -> Secret.same(bearer, token)).orElse(false);
    }

    private static ProblemException invalidKey() {
        return new ProblemException(Kind.UNAUTHORIZED, "invalid_key", "This key is not valid, or has been revoked.");
    }
}
