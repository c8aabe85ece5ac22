package dev.millrace.playback;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers with a text that is in memory: a playlist, captions, chapters. */
final class TextReply {

    private TextReply() {}

    /** Always the whole text: Chromium and FFmpeg ask for a playlist with {@code Range: bytes=0-} and expect 200. */
    static void send(HttpServerRequest request, PlaylistFile text, CharSequence type, CharSequence cache) {
        var response = request.response();
        boolean compressed = AcceptEncoding.gzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        var form = compressed ? text.gzip() : text.plain();
        var headers = Reply.open(response, type, cache, form.etag()).set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (Reply.unchanged(request, form.etag())) {
            return;
        }
        if (compressed) {
            headers.set(HttpHeaders.CONTENT_ENCODING, Reply.GZIP);
        }
        if (Reply.isHead(request)) {
            Reply.head(response, form.body().length());
        } else {
            response.end(form.body());
        }
    }
}
