package dev.millrace.video;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.account.Callers;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import dev.millrace.site.PublicAddress;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** {@code GET /api/videos/{id}/events}. On the router directly: an open stream costs no thread. */
@ApplicationScoped
class VideoEventRoute {

    private static final int BEFORE_RESOURCES = -50;

    private final VideoWatch watch;
    private final Viewing viewing;
    private final PublicAddress address;
    private final Problems problems;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final VideoConfig config;

    VideoEventRoute(
            VideoWatch watch,
            Viewing viewing,
            PublicAddress address,
            Problems problems,
            ObjectMapper json,
            Vertx vertx,
            VideoConfig config) {
        this.watch = watch;
        this.viewing = viewing;
        this.address = address;
        this.problems = problems;
        this.json = json;
        this.vertx = vertx;
        this.config = config;
    }

    void register(@Observes Router router) {
        router.get("/api/videos/:id/events").order(BEFORE_RESOURCES).handler(this::open);
    }

    private void open(RoutingContext routing) {
        UUID id;
        try {
            Callers.require(Callers.of(routing), Role.VISITOR, Scope.READ);
            id = UUID.fromString(routing.pathParam("id"));
        } catch (IllegalArgumentException e) {
            problems.answer(routing, 404);
            return;
        } catch (ProblemException e) {
            problems.answer(routing, e);
            return;
        }
        new VideoEventStream(id, routing, address.of(routing.request()), watch, viewing, problems, json)
                .open(vertx, Math.max(1, config.heartbeat().toMillis()));
    }
}
