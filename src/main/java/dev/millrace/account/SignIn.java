package dev.millrace.account;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;

/** Turns a browser into somebody's and back: a new session each time, the old one is closed. */
@ApplicationScoped
class SignIn {

    private final Sessions sessions;
    private final Cookies cookies;

    SignIn(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    void as(Accounts.Known known, HttpServerRequest request) {
        cookies.session(request).ifPresent(sessions::close);
        cookies.setSession(request, sessions.open(known.account().id(), known.passwordSince()));
    }

    void out(HttpServerRequest request) {
        cookies.session(request).ifPresent(sessions::close);
        cookies.clearSession(request);
        cookies.clearLinks(request);
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).getHost() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A path of this service to go on to; the library when it is anything else. */
    static String ownPath(String next) {
        boolean own = next != null
                && next.startsWith("/")
                && !next.startsWith("//")
                && next.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        return own && isUri(next) ? next : "/";
    }
}
