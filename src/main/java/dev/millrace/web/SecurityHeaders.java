package dev.millrace.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What every answer tells a browser not to do.
 *
 * <p>Pages may load only what this service serves: no inline script, no inline style, no foreign frame around them but where
 * {@link Frames} says so.
 * {@code blob:} is what Media Source Extensions hand to a video element, {@code data:} the empty text track that hls.js
 * fills with captions. The page that lists the API, below {@code /q/}, brings inline scripts and styles of its own: those
 * may run there, but nothing from elsewhere, and in no frame.
 */
@ApplicationScoped
class SecurityHeaders {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "media-src 'self' blob: data:",
            "worker-src 'self' blob:",
            "img-src 'self' data:",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'");

    static final String TOOL_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    static final String PAGE_POLICY = POLICY + "; frame-ancestors 'none'";

    /** Before all routes, so that no answer can leave without passing here. */
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(this::protect, FIRST);
    }

    private void protect(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> {
            var headers = context.response().headers();
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "same-origin");
            if (!headers.contains(HttpHeaders.CACHE_CONTROL) && !isForAll(context.normalizedPath())) {
                headers.set(HttpHeaders.CACHE_CONTROL, "private, no-store"); // made for one person
            }
            if (isPage(headers.get(HttpHeaders.CONTENT_TYPE))) {
                boolean tool = context.normalizedPath().startsWith("/q/");
                headers.set(
                        "Content-Security-Policy",
                        tool ? TOOL_POLICY : POLICY + "; frame-ancestors " + Frames.of(context));
            }
        });
        context.next();
    }

    private static boolean isForAll(String path) {
        return path.startsWith("/assets/") || path.startsWith("/v/") || path.startsWith("/q/");
    }

    private static boolean isPage(String contentType) {
        return contentType != null && contentType.startsWith("text/html");
    }
}
