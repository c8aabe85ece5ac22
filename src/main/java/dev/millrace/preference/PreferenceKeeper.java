package dev.millrace.preference;

import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds what whoever sent the request under way likes, once for each request, and keeps what they change. */
@ApplicationScoped
class PreferenceKeeper {

    private static final String KEY = "millrace.preferences";

    private final PreferenceRepository repository;
    private final CurrentVertxRequest request;

    PreferenceKeeper(PreferenceRepository repository, CurrentVertxRequest request) {
        this.repository = repository;
        this.request = request;
    }

    /** As if nothing had been said where there is no request. */
    Preferences current() {
        var routing = Arc.container().requestContext().isActive() ? request.getCurrent() : null;
        if (routing == null) {
            return Preferences.NONE;
        }
        Preferences known = routing.get(KEY);
        if (known == null) {
            known = find(routing);
            routing.put(KEY, known);
        }
        return known;
    }

    /** The browser is told too: pages that must not wait for the database look like the others. */
    Preferences change(PreferenceChange change) {
        var routing = request.getCurrent();
        var liked = current().with(change);
        var account = Callers.of(routing).account();
        if (account != null) {
            repository.save(account, liked);
        }
        PreferenceCookie.write(routing.request(), liked);
        routing.put(KEY, liked);
        return liked;
    }

    private Preferences find(RoutingContext routing) {
        Caller caller = Callers.of(routing);
        var inBrowser = PreferenceCookie.read(routing.request());
        if (caller.account() == null || Context.isOnEventLoopThread()) {
            return inBrowser;
        }
        return repository.find(caller.account()).orElse(inBrowser);
    }
}
