package dev.millrace.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where somebody comes back to after signing in: the page they were on. */
final class WayBack {

    /** Pages that one leaves by signing in; after them comes the library. */
    private static final List<String> DOORS = List.of("/login", "/logout", "/setup", "/join", "/sign-up");

    private static final int LONGEST = 2_000;

    private WayBack() {}

    /** The address to sign in at, from where this request's page is found again. */
    static String signIn(HttpServerRequest request) {
        String page = request.method() == HttpMethod.GET ? request.uri() : pageOf(request.getHeader("Referer"));
        boolean known = page.startsWith("/")
                && page.length() <= LONGEST
                && DOORS.stream().noneMatch(page::startsWith);
        return known && !page.equals("/") ? signInFor(page) : "/login";
    }

    /** @param page path and query */
    static String signInFor(String page) {
        return "/login?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    /** Of a form: its own address may take nothing but the form. */
    private static String pageOf(String referer) {
        try {
            var page = new URI(referer == null ? "" : referer);
            String path = page.getRawPath() == null ? "" : page.getRawPath();
            return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
