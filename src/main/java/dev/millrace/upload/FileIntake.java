package dev.millrace.upload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * Carries the bytes of an upload from the event loop to a {@link SourceFile} on worker threads: one batch is filled while
 * the other is written; the client is stopped when both are full. No thread waits for a slow client.
 *
 * <p>Confined to the request's event loop.
 */
class FileIntake {

    private static final int BATCH_BYTES = 256 * 1024;

    /** What may still arrive after the client was stopped, besides the batch. */
    private static final int SLACK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerFileUpload upload;
    private final SourceFile file;
    private final Promise<Void> written = Promise.promise();

    private byte[] filling = new byte[BATCH_BYTES + SLACK_BYTES];
    private byte[] spare = new byte[BATCH_BYTES + SLACK_BYTES];
    private int filled;
    private Future<Void> writing = Future.succeededFuture();
    /** Not the same as the future's state: that turns before the event loop hears of it and has the batch back. */
    private boolean busy;

    private boolean ended;

    /** Stops and starts the whole request, not the part alone: else the request could end before its part does. */
    FileIntake(Vertx vertx, HttpServerRequest request, HttpServerFileUpload upload, SourceFile file) {
        this.vertx = vertx;
        this.request = request;
        this.upload = upload;
        this.file = file;
        upload.handler(this::take).endHandler(end -> end());
    }

    /** Completes when all bytes of the part are in the file, or with the first failure to write. */
    Future<Void> written() {
        return written.future();
    }

    /** Whether the last byte of the part has arrived. */
    boolean ended() {
        return ended;
    }

    /** Forgets what comes; the future completes when the last write under way has ended, well or not. */
    Future<Void> stop() {
        upload.handler(bytes -> {}).endHandler(end -> {});
        return writing.otherwiseEmpty();
    }

    private void take(Buffer bytes) {
        if (filled + bytes.length() > filling.length) {
            filling = Arrays.copyOf(filling, filled + bytes.length());
        }
        bytes.getBytes(filling, filled);
        filled += bytes.length();
        if (filled >= BATCH_BYTES) {
            if (!busy) {
                write();
            } else {
                request.pause();
            }
        }
    }

    private void end() {
        ended = true;
        if (!busy) {
            finishOrWrite();
        }
    }

    private void write() {
        byte[] full = filling;
        int length = filled;
        filling = spare;
        filled = 0;
        busy = true;
        writing = blocking(() -> {
            file.append(full, length);
            return null;
        });
        writing.onComplete(done -> {
            busy = false;
            spare = full;
            if (done.failed()) {
                written.tryFail(done.cause());
            } else {
                if (ended) {
                    finishOrWrite();
                } else if (filled >= BATCH_BYTES) {
                    write();
                }
                // also when the part is at its end: the end of the request may wait behind it
                request.resume();
            }
        });
    }

    private void finishOrWrite() {
        if (filled > 0) {
            write();
        } else {
            written.tryComplete();
        }
    }

    private Future<Void> blocking(Callable<Void> work) {
        return vertx.executeBlocking(work, false);
    }
}
