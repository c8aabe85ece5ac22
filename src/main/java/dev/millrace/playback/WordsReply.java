package dev.millrace.playback;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Answers with captions and chapters. */
final class WordsReply {

    private final CaptionTexts texts;

    WordsReply(CaptionTexts texts) {
        this.texts = texts;
    }

    void send(RoutingContext routing, Target.TextSegment target, KnownStream stream) {
        if (!stream.plans(target)) {
            Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
            return;
        }
        var found = texts.find(target);
        if (found.isDone() && !found.isCompletedExceptionally()) {
            send(routing, found.join());
            return;
        }
        var eventLoop = routing.vertx().getOrCreateContext();
        found.whenComplete((text, failure) -> eventLoop.runOnContext(v -> {
            if (failure == null) {
                send(routing, text);
            } else {
                Reply.refuse(routing.request(), Refusal.UNAVAILABLE);
            }
        }));
    }

    void sendChapters(RoutingContext routing, KnownStream stream) {
        if (stream.chapters() == null) {
            Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
        } else {
            new TextReply(stream.chapters(), TextReply.WEBVTT, Reply.NO_CACHE).send(routing.request());
        }
    }

    private static void send(RoutingContext routing, Optional<PlaylistFile> text) {
        var request = routing.request();
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        if (text.isEmpty()) {
            Reply.refuse(request, Refusal.NO_SUCH_FILE);
        } else {
            new TextReply(text.get(), TextReply.WEBVTT, Target.File.IMMUTABLE).send(request);
        }
    }
}
