package dev.millrace.playback;

import dev.millrace.playback.FileCache.Found;
import dev.millrace.playback.FileCache.Leased;
import dev.millrace.storage.MediaStore.StoredFile;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Answers with a file: from memory, or from disk. */
final class FileReply {

    /** The request did not wait. */
    static final long NOT_HELD = -1;

    private final FileCache cache;

    FileReply(FileCache cache) {
        this.cache = cache;
    }

    void send(RoutingContext routing, Target.File file) {
        send(routing, file, NOT_HELD);
    }

    /** @param heldMillis how long the request had to wait */
    void send(RoutingContext routing, Target.File file, long heldMillis) {
        var request = routing.request();
        var leased = cache.lease(file);
        if (leased != null) {
            send(request, file, heldMillis, leased);
            return;
        }
        var eventLoop = routing.vertx().getOrCreateContext();
        cache.find(file)
                .exceptionally(failure -> new Found.Unreadable())
                .thenAccept(found -> eventLoop.runOnContext(v -> send(request, file, heldMillis, found)));
    }

    private void send(HttpServerRequest request, Target.File file, long heldMillis, Found found) {
        if (found instanceof Found.InMemory inMemory) {
            send(request, file, heldMillis, inMemory.bytes());
        } else if (found instanceof Found.OnDisk onDisk) {
            send(request, file, heldMillis, onDisk.file());
        } else {
            boolean missing = found instanceof Found.Nowhere;
            Reply.refuse(request, missing ? Refusal.NO_SUCH_FILE : Refusal.UNAVAILABLE);
        }
    }

    /** Gives the lease back when the last byte is sent, or when it is clear that it never will be. */
    private static void send(HttpServerRequest request, Target.File file, long heldMillis, Leased leased) {
        boolean handedOver = false;
        try {
            var part = prepare(request, file, heldMillis, leased.sizeBytes(), leased.changedMillis());
            if (part != null) {
                var sent = request.response().end(buffer(leased.slice(part.first(), part.length())));
                handedOver = true;
                sent.onComplete(ended -> leased.release());
            }
        } finally {
            if (!handedOver) {
                leased.release();
            }
        }
    }

    private static void send(HttpServerRequest request, Target.File file, long heldMillis, StoredFile stored) {
        var part = prepare(request, file, heldMillis, stored.sizeBytes(), stored.changedMillis());
        if (part != null) {
            request.response()
                    .sendFile(stored.path().toString(), part.first(), part.length())
                    .onFailure(e -> failed(request));
        }
    }

    /** The file went away since it was found, or the client did. */
    private static void failed(HttpServerRequest request) {
        var response = request.response();
        if (response.headWritten()) {
            response.reset();
        } else {
            response.headers().remove(HttpHeaders.CONTENT_RANGE).remove(HttpHeaders.CONTENT_LENGTH);
            Reply.refuse(request, Refusal.NO_SUCH_FILE);
        }
    }

    /** Sets status and headers; null when nothing is left to send. */
    private static ByteRange prepare(
            HttpServerRequest request, Target.File file, long heldMillis, long size, long changedMillis) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return null;
        }
        var etag = '"' + Long.toHexString(size) + '-' + Long.toHexString(changedMillis) + '"';
        var headers = Reply.open(response, file.contentType(), file.cacheControl(), etag);
        if (heldMillis != NOT_HELD) {
            Reply.held(headers, heldMillis);
        }
        if (Reply.unchanged(request, etag)) {
            return null;
        }
        Reply.acceptRanges(headers);
        var range = range(request, etag, size);
        if (range == ByteRange.UNSATISFIABLE) {
            headers.set(HttpHeaders.CONTENT_RANGE, range.contentRange(size));
            Reply.refuse(request, Refusal.OUT_OF_RANGE);
            return null;
        }
        if (range != null) {
            response.setStatusCode(206);
            headers.set(HttpHeaders.CONTENT_RANGE, range.contentRange(size));
        }
        var part = range == null ? new ByteRange(0, size) : range;
        if (Reply.isHead(request)) {
            Reply.head(response, part.length());
            return null;
        }
        return part;
    }

    /** The range asked for, unless the client has a part of something else (RFC 9110 §13.1.5) or asks for the head. */
    private static ByteRange range(HttpServerRequest request, String etag, long size) {
        var asked = request.getHeader(HttpHeaderNames.RANGE);
        if (asked == null || Reply.isHead(request)) {
            return null;
        }
        var condition = request.getHeader(HttpHeaderNames.IF_RANGE);
        return condition == null || condition.equals(etag) ? ByteRange.of(asked, size) : null;
    }

    /**
     * Vert.x never releases a buffer that it did not make ({@code BufferImpl.getByteBuf} wraps it as unreleasable): the
     * lease alone decides.
     */
    @SuppressWarnings("deprecation") // the way without a copy until Vert.x 5 has BufferInternal
    private static Buffer buffer(ByteBuf bytes) {
        return Buffer.buffer(bytes);
    }
}
