package dev.millrace.playback;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Finds the stream a request is about, for those who may have it; the others are answered here. */
final class StreamLookup {

    private final StreamDirectory directory;
    private final Access access;

    StreamLookup(StreamDirectory directory, Access access) {
        this.directory = directory;
        this.access = access;
    }

    /** @param action called on the request's event loop with a stream that may be had, or not at all */
    void find(RoutingContext routing, UUID video, Consumer<KnownStream> action) {
        when(routing, video, directory.find(video), action);
    }

    /** The same, but never older than {@code since}: a {@link System#nanoTime()}. */
    void findReadSince(RoutingContext routing, UUID video, long since, Consumer<KnownStream> action) {
        when(routing, video, directory.findReadSince(video, since), action);
    }

    /** Goes on at once when the look-up is done, else later on the same event loop; one that failed found nothing. */
    private void when(
            RoutingContext routing, UUID video, CompletableFuture<Lookup> result, Consumer<KnownStream> action) {
        if (result.isDone() && !result.isCompletedExceptionally()) {
            admit(routing, video, result.join(), action);
            return;
        }
        var eventLoop = routing.vertx().getOrCreateContext();
        result.exceptionally(failure -> Lookup.Missing.UNAVAILABLE)
                .thenAccept(lookup -> eventLoop.runOnContext(v -> admit(routing, video, lookup, action)));
    }

    private void admit(RoutingContext routing, UUID video, Lookup lookup, Consumer<KnownStream> action) {
        var request = routing.request();
        if (lookup instanceof KnownStream stream && access.allows(stream, video, TokenPath.kept(routing))) {
            action.accept(stream);
            return;
        }
        boolean unavailable = lookup == Lookup.Missing.UNAVAILABLE;
        Reply.refuse(request, unavailable ? Refusal.UNAVAILABLE : Refusal.NO_SUCH_VIDEO);
    }
}
