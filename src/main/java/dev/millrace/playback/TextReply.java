package dev.millrace.playback;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers with a text about a stream: a playlist, a manifest, what stands where in the storyboard.
 *
 * @param file null when there is none, or not yet
 */
record TextReply(PlaylistFile file, AsciiString type, AsciiString cacheControl) {

    static final AsciiString WEBVTT = AsciiString.cached("text/vtt;charset=utf-8");

    private static final AsciiString PLAYLIST = AsciiString.cached("application/vnd.apple.mpegurl");
    private static final AsciiString DASH = AsciiString.cached("application/dash+xml");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString FIVE_MINUTES = AsciiString.cached("public, max-age=300");

    /** The text that a target names. */
    static TextReply of(Target target, KnownStream stream) {
        // rates are estimates until the stream is ready
        // and what the manifests of the whole name may change at any time, for captions come and go
        var cache = stream.ready() ? FIVE_MINUTES : Reply.NO_CACHE;
        if (target instanceof Target.Media media) {
            return new TextReply(stream.media(media.rendition()), PLAYLIST, cache);
        } else if (target instanceof Target.IFrames iFrames) {
            return new TextReply(stream.iFrames(iFrames.rendition()), PLAYLIST, cache);
        } else if (target instanceof Target.Dash) {
            return new TextReply(stream.dash(), DASH, Reply.NO_CACHE);
        } else if (target instanceof Target.StoryboardText text) {
            var type = text.format().equals("vtt") ? WEBVTT : JSON;
            return new TextReply(stream.storyboard(text.format()), type, Target.File.IMMUTABLE);
        }
        return new TextReply(stream.multivariant(), PLAYLIST, Reply.NO_CACHE);
    }

    /** Always the whole text: Chromium and FFmpeg ask for a playlist with {@code Range: bytes=0-} and expect 200. */
    void send(HttpServerRequest request) {
        if (file == null) {
            Reply.refuse(request, Refusal.NO_SUCH_FILE);
            return;
        }
        var response = request.response();
        boolean compressed = AcceptEncoding.gzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        var form = compressed ? file.gzip() : file.plain();
        var headers = Reply.open(response, type, cacheControl, form.etag())
                .set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
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
