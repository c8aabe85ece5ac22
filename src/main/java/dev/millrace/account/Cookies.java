package dev.millrace.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cookies that open something: a session's, that of links, and what is shown once. No script sees them, no other site sends them. */
@ApplicationScoped
class Cookies {

    private static final String SESSION = "millrace_session";
    private static final String LINKS = "millrace_links";
    private static final String ONCE = "millrace_once";
    private static final int ONCE_SECONDS = 60;
    private static final int MOST_LINKS = 20;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean publicIsSecure;

    Cookies(@ConfigProperty(name = "millrace.public-url") Optional<URI> publicUrl) {
        this.publicIsSecure =
                publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    Optional<String> session(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name(request, SESSION)))
                .map(Cookie::getValue)
                .filter(value -> SECRET.matcher(value).matches());
    }

    void setSession(HttpServerRequest request, String secret) {
        set(request, SESSION, secret, Sessions.SECONDS);
    }

    void clearSession(HttpServerRequest request) {
        set(request, SESSION, "", 0);
    }

    Set<String> links(HttpServerRequest request) {
        var found = new LinkedHashSet<String>();
        var cookie = request.getCookie(name(request, LINKS));
        if (cookie != null) {
            Arrays.stream(cookie.getValue().split("\\."))
                    .filter(secret -> SECRET.matcher(secret).matches())
                    .limit(MOST_LINKS)
                    .forEach(found::add);
        }
        return found;
    }

    /** The latest links, the oldest forgotten first. */
    void setLinks(HttpServerRequest request, Set<String> secrets) {
        var latest =
                secrets.stream().skip(Math.max(0, secrets.size() - MOST_LINKS)).toList();
        set(request, LINKS, String.join(".", latest), Sessions.SECONDS);
    }

    static boolean isSecret(String text) {
        return text != null && SECRET.matcher(text).matches();
    }

    void clearLinks(HttpServerRequest request) {
        set(request, LINKS, "", 0);
    }

    void setOnce(HttpServerRequest request, String value) {
        set(request, ONCE, value, ONCE_SECONDS);
    }

    Optional<String> once(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name(request, ONCE))).map(Cookie::getValue);
    }

    void clearOnce(HttpServerRequest request) {
        set(request, ONCE, "", 0);
    }

    private boolean secure(HttpServerRequest request) {
        return publicIsSecure || "https".equals(request.scheme());
    }

    /** With the prefix that keeps other hosts of the same domain from setting it, where that is possible. */
    private String name(HttpServerRequest request, String name) {
        return secure(request) ? "__Host-" + name : name;
    }

    private void set(HttpServerRequest request, String name, String value, long seconds) {
        request.response()
                .addCookie(Cookie.cookie(name(request, name), value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure(secure(request))
                        .setMaxAge(seconds));
    }
}
