package dev.millrace.account;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A secret that was just made, on its way from the form that made it to the one page that shows it: in a cookie that the page
 * takes away again, so that loading the page anew neither makes another nor shows it twice.
 */
@ApplicationScoped
public class ShownOnce {

    private static final Pattern SHAPE =
            Pattern.compile("([a-z]+)\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{1,100})");

    /** What was made, and what opens it. */
    public record Made(UUID id, String secret) {}

    private final Cookies cookies;
    private final CurrentVertxRequest current;

    ShownOnce(Cookies cookies, CurrentVertxRequest current) {
        this.cookies = cookies;
        this.current = current;
    }

    /** {@code kind}, in lower-case letters, is that of the page that will show it. */
    public void keep(HttpServerRequest request, String kind, UUID id, String secret) {
        cookies.setOnce(request, kind + "." + id + "." + secret);
    }

    /**
     * What a page makes of what was kept for it a moment ago; {@code show} is empty for what belongs to another page. It is
     * spent when the page that shows it goes out: not by a page that cannot be rendered, and not by whoever asks for its head
     * alone.
     */
    public <T> Optional<T> take(HttpServerRequest request, String kind, Function<Made, Optional<T>> show) {
        var found = cookies.once(request)
                .map(SHAPE::matcher)
                .filter(m -> m.matches() && m.group(1).equals(kind))
                .map(m -> new Made(UUID.fromString(m.group(2)), m.group(3)))
                .flatMap(show);
        if (found.isPresent() && request.method() != HttpMethod.HEAD) {
            current.getCurrent().addHeadersEndHandler(end -> spend(request));
        }
        return found;
    }

    private void spend(HttpServerRequest request) {
        if (request.response().getStatusCode() == 200) {
            cookies.clearOnce(request);
        }
    }
}
