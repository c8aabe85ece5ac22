package dev.millrace.playback;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What all answers have in common: the headers that let any page play from here, and conditional requests. */
final class Reply {

    static final AsciiString NO_CACHE = AsciiString.cached("no-cache");
    static final AsciiString GZIP = AsciiString.cached("gzip");

    private static final AsciiString ANY = AsciiString.cached("*");
    private static final AsciiString BYTES = AsciiString.cached("bytes");
    private static final AsciiString ONE_SECOND = AsciiString.cached("1");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
    private static final AsciiString PROBLEM = AsciiString.cached("application/problem+json");
    private static final AsciiString METHODS = AsciiString.cached("GET, HEAD, OPTIONS");
    private static final AsciiString ASKED = AsciiString.cached("Range, If-Range, If-None-Match");
    private static final AsciiString EXPOSED = AsciiString.cached("Content-Length, Content-Range, ETag, Server-Timing");
    private static final AsciiString A_DAY = AsciiString.cached("86400");
    private static final AsciiString TIMING_ALLOW_ORIGIN = AsciiString.cached("timing-allow-origin");
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString SERVER_TIMING = AsciiString.cached("server-timing");

    private Reply() {}

    /** Sets the headers of every answer. */
    static MultiMap open(HttpServerResponse response) {
        return response.headers()
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
                .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
                .set(TIMING_ALLOW_ORIGIN, ANY)
                .set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    }

    /** Sets the headers of an answer that has something to give. */
    static MultiMap open(HttpServerResponse response, CharSequence type, CharSequence cache, CharSequence etag) {
        return open(response)
                .set(HttpHeaders.CONTENT_TYPE, type)
                .set(HttpHeaders.CACHE_CONTROL, cache)
                .set(HttpHeaders.ETAG, etag);
    }

    static void acceptRanges(MultiMap headers) {
        headers.set(HttpHeaders.ACCEPT_RANGES, BYTES);
    }

    /** Says how long the request was held, so that a player can take it out of its measure of the network. */
    static void held(MultiMap headers, long millis) {
        headers.set(SERVER_TIMING, "held;dur=" + millis);
    }

    /** Answers 304 if the client has this already. */
    static boolean unchanged(HttpServerRequest request, String etag) {
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null || !matches(known, etag)) {
            return false;
        }
        request.response().setStatusCode(304).end();
        return true;
    }

    static boolean isHead(HttpServerRequest request) {
        return request.method() == HttpMethod.HEAD;
    }

    /** Answers HEAD: the length, no body. */
    static void head(HttpServerResponse response, long length) {
        response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        response.end();
    }

    static void preflight(HttpServerResponse response) {
        open(response)
                .set(HttpHeaders.ALLOW, METHODS)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED)
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY);
        response.setStatusCode(204).end();
    }

    /** Says no. What was set for the answer that is not given is taken back. */
    static void refuse(HttpServerRequest request, Refusal refusal) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        var headers = open(response)
                .remove(HttpHeaders.ETAG)
                .remove(HttpHeaders.ACCEPT_RANGES)
                .set(HttpHeaders.CONTENT_TYPE, PROBLEM)
                .set(HttpHeaders.CACHE_CONTROL, NO_CACHE);
        if (refusal.passes()) {
            headers.set(HttpHeaders.RETRY_AFTER, ONE_SECOND);
        }
        if (refusal == Refusal.METHOD) {
            headers.set(HttpHeaders.ALLOW, METHODS);
        }
        response.setStatusCode(refusal.status());
        if (isHead(request)) {
            head(response, refusal.body().length());
        } else {
            response.end(refusal.body());
        }
    }

    /** Weak comparison: {@code W/} in front makes no difference (RFC 9110 §13.1.2). */
    private static boolean matches(String header, String etag) {
        if (header.trim().equals("*")) {
            return true;
        }
        for (var one : header.split(",")) {
            var tag = one.trim();
            if (tag.equals(etag) || tag.startsWith("W/") && tag.substring(2).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
