package dev.millrace.upload;

import dev.millrace.problem.Accepts;
import dev.millrace.site.PublicAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@code POST /api/videos} for programs and {@code POST /upload} for the form. On the router directly, before anything
 * that would gather the body or refuse it by the limit for ordinary requests.
 */
@ApplicationScoped
class UploadRoute {

    /** The framework's limit on bodies stands at -2. */
    private static final int BEFORE_BODY_LIMIT = -100;

    private final Intake intake;
    private final PublicAddress address;

    UploadRoute(Intake intake, PublicAddress address) {
        this.intake = intake;
        this.address = address;
    }

    void register(@Observes Router router) {
        router.post("/api/videos").order(BEFORE_BODY_LIMIT).handler(this::receive);
        router.post("/upload").order(BEFORE_BODY_LIMIT).handler(this::receive);
    }

    private void receive(RoutingContext routing) {
        var request = routing.request();
        boolean form = request.path().equals("/upload") || Accepts.html(request.getHeader("Accept"));
        new Upload(routing, form, address.of(request), intake).receive();
    }
}
