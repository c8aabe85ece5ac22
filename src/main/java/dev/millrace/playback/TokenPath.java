package dev.millrace.playback;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * A path below {@code /v/} that begins with a token: {@code /v/<token>/<video>/…} is {@code /v/<video>/…} for whoever has
 * the token. What is answered there is for no shared cache.
 *
 * @param token null when there is none
 * @param path without the token
 */
record TokenPath(String token, String path) {

    private static final String ROOT = "/v/";
    private static final int LENGTH = 34;
    private static final int END = ROOT.length() + LENGTH;
    private static final String KEY = "millrace.token";
    private static final AsciiString PRIVATE = AsciiString.cached("private");

    static TokenPath of(String path) {
        if (path.length() <= END || !path.startsWith(ROOT) || path.charAt(END) != '/') {
            return new TokenPath(null, path);
        }
        for (int i = ROOT.length(); i < END; i++) {
            if (!isBase64Url(path.charAt(i))) {
                return new TokenPath(null, path);
            }
        }
        return new TokenPath(path.substring(ROOT.length(), END), ROOT + path.substring(END + 1));
    }

    /** Remembers the token for the request, and keeps its answer out of shared caches. */
    void keep(RoutingContext routing) {
        if (token != null) {
            routing.put(KEY, token);
            routing.addHeadersEndHandler(end -> {
                var headers = routing.response().headers();
                String cache = headers.get(HttpHeaders.CACHE_CONTROL);
                headers.set(
                        HttpHeaders.CACHE_CONTROL,
                        cache == null
                                ? PRIVATE
                                : cache.startsWith("public")
                                        ? cache.replaceFirst("public", "private")
                                        : "private, " + cache);
            });
        }
    }

    static String kept(RoutingContext routing) {
        return routing.get(KEY);
    }

    private static boolean isBase64Url(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
