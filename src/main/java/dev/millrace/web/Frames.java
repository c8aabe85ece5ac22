package dev.millrace.web;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Whose pages may show an answer in a frame; nobody's, unless its resource says otherwise. */
public final class Frames {

    private static final String KEY = "millrace.frame-ancestors";

    private Frames() {}

    /** @param ancestors origins, {@code *} or {@code 'self'}, checked by the caller: they are written into a header */
    public static void allow(RoutingContext routing, List<String> ancestors) {
        routing.put(KEY, String.join(" ", ancestors));
    }

    static String of(RoutingContext routing) {
        String allowed = routing.get(KEY);
        return allowed == null || allowed.isEmpty() ? "'none'" : allowed;
    }
}
