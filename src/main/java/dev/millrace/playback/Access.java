package dev.millrace.playback;

import io.vertx.core.http.HttpServerRequest;

/**
 * Decides who may have a stream. Until there are accounts the service listens on loopback only and whoever asks is the
 * owner, so everybody may have everything.
 */
final class Access {

    /** Runs on the event loop for every request; a refusal looks like an unknown video from outside. */
    boolean allows(KnownStream stream, HttpServerRequest request) {
        return switch (stream.visibility()) {
            case "public", "unlisted", "private" -> true;
            default -> false;
        };
    }
}
