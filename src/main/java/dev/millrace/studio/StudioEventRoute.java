package dev.millrace.studio;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.account.Callers;
import dev.millrace.account.Identity;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import dev.millrace.site.PublicAddress;
import dev.millrace.video.OwnVideos;
import dev.millrace.video.VideoEvents;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code GET /api/studio/events}: one stream for all videos of whoever asks; with {@code ?all} for an administrator's view
 * of everybody's. On the router directly: an open stream costs no thread.
 */
@ApplicationScoped
class StudioEventRoute {

    private static final int BEFORE_RESOURCES = -50;

    private final OwnVideos videos;
    private final Identity identity;
    private final PublicAddress address;
    private final Problems problems;
    private final ObjectMapper json;
    private final Duration heartbeat;
    private final Set<StudioEventStream> open = ConcurrentHashMap.newKeySet();

    StudioEventRoute(
            OwnVideos videos,
            Identity identity,
            PublicAddress address,
            Problems problems,
            ObjectMapper json,
            @ConfigProperty(name = "millrace.video.heartbeat", defaultValue = "15s") Duration heartbeat) {
        this.videos = videos;
        this.identity = identity;
        this.address = address;
        this.problems = problems;
        this.json = json;
        this.heartbeat = heartbeat;
    }

    void register(@Observes Router router) {
        router.get("/api/studio/events").order(BEFORE_RESOURCES).handler(this::open);
    }

    void changed(@Observes VideoEvents.Changed event) {
        open.forEach(stream -> stream.changed(event.video()));
    }

    private void open(RoutingContext routing) {
        var caller = Callers.of(routing);
        try {
            Callers.require(caller, Role.UPLOADER, Scope.READ);
        } catch (ProblemException e) {
            problems.answer(routing, e);
            return;
        }
        boolean all = caller.isAdmin()
                && (caller.account() == null || routing.queryParams().contains("all"));
        var owner = all ? null : caller.account();
        BooleanSupplier admitted = () -> {
            var now = identity.again(routing);
            return now.may(Role.UPLOADER, Scope.READ) && (all ? now.isAdmin() : now.is(owner));
        };
        var stream = new StudioEventStream(
                routing, owner, address.of(routing.request()), videos, admitted, json, open::remove);
        open.add(stream);
        stream.open(Math.max(1, heartbeat.toMillis()));
    }
}
