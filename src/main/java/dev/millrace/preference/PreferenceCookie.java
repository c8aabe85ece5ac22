package dev.millrace.preference;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

/** The cookie that keeps what somebody likes in their browser. It opens nothing and names nobody. */
final class PreferenceCookie {

    private static final String NAME = "millrace_preferences";
    private static final long A_YEAR = 365L * 24 * 3600;

    private PreferenceCookie() {}

    static Preferences read(HttpServerRequest request) {
        var cookie = request.getCookie(NAME);
        return cookie == null ? Preferences.NONE : PreferenceText.read(cookie.getValue());
    }

    static void write(HttpServerRequest request, Preferences liked) {
        String line = PreferenceText.write(liked);
        request.response()
                .addCookie(Cookie.cookie(NAME, line)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure("https".equals(request.scheme()))
                        .setMaxAge(line.isEmpty() ? 0 : A_YEAR));
    }
}
