package dev.millrace.playback;

import dev.millrace.playback.HeldRequests.Reason;
import dev.millrace.transcode.Streams;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Answers everything below {@code /v/}, on the event loop. One handler that reads the path itself: six routes with
 * patterns would each be tried for every segment.
 */
final class PlaybackRoute implements Handler<RoutingContext> {

    private final StreamDirectory directory;
    private final Access access;
    private final FileCache cache;
    private final FileReply files;
    private final HeldRequests held;
    private final WordsReply words;

    PlaybackRoute(StreamDirectory directory, Access access, FileCache cache, HeldRequests held, CaptionTexts captions) {
        this.directory = directory;
        this.access = access;
        this.cache = cache;
        this.files = new FileReply(cache);
        this.held = held;
        this.words = new WordsReply(captions);
    }

    @Override
    public void handle(RoutingContext routing) {
        var request = routing.request();
        var method = request.method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            Target.parse(request.path())
                    .ifPresentOrElse(target -> find(routing, target), () -> Reply.refuse(request, Refusal.NOT_A_PATH));
        } else if (method == HttpMethod.OPTIONS) {
            Reply.preflight(request.response());
        } else {
            Reply.refuse(request, Refusal.METHOD);
        }
    }

    /** A segment is there: tells the directory first, then those who wait. */
    void published(Streams.SegmentPublished event) {
        directory.published(event).thenRun(() -> held.published(event.video(), event.rendition(), event.number()));
    }

    /** A stream is not what it was: forgets it, then those who wait look again. */
    void changed(UUID video) {
        cache.forget(video);
        directory.changed(video).thenRun(() -> held.changed(video));
    }

    /** Anything may have changed unheard: forgets everything, then those who wait look again. */
    void signalsLost() {
        cache.forgetAll();
        var videos = new HashSet<>(directory.videos());
        videos.addAll(held.videos());
        videos.forEach(video -> directory.changed(video).thenRun(() -> held.changed(video)));
    }

    private void find(RoutingContext routing, Target target) {
        when(routing, directory.find(target.video()), lookup -> answer(routing, target, lookup));
    }

    private void answer(RoutingContext routing, Target target, Lookup lookup) {
        var stream = allowed(routing, lookup);
        if (stream == null) {
            return;
        }
        if (target instanceof Target.Segment segment) {
            answer(routing, segment, stream);
        } else if (target instanceof Target.Init init) {
            answer(routing, init, stream.plans(init));
        } else if (target instanceof Target.Poster poster) {
            answer(routing, poster, stream.plans(poster));
        } else if (target instanceof Target.Sheet sheet) {
            answer(routing, sheet, stream.has(sheet));
        } else if (target instanceof Target.Preview preview) {
            answer(routing, preview, stream.hasPreview());
        } else if (target instanceof Target.TextSegment text) {
            words.send(routing, text, stream);
        } else if (target instanceof Target.Chapters) {
            words.sendChapters(routing, stream);
        } else {
            send(routing, target, stream);
        }
    }

    /** The stream if there is one and it may be had; else the request is answered. */
    private KnownStream allowed(RoutingContext routing, Lookup lookup) {
        var request = routing.request();
        if (lookup instanceof KnownStream stream && access.allows(stream, request)) {
            return stream;
        }
        boolean unavailable = lookup == Lookup.Missing.UNAVAILABLE;
        Reply.refuse(request, unavailable ? Refusal.UNAVAILABLE : Refusal.NO_SUCH_VIDEO);
        return null;
    }

    private void answer(RoutingContext routing, Target.Segment target, KnownStream stream) {
        if (stream.has(target)) {
            files.send(routing, target);
        } else if (stream.plans(target)) {
            hold(routing, target, stream, System.nanoTime());
        } else {
            Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
        }
    }

    private void answer(RoutingContext routing, Target.File file, boolean planned) {
        if (planned) {
            files.send(routing, file);
        } else {
            Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
        }
    }

    private void hold(RoutingContext routing, Target.Segment target, KnownStream stream, long since) {
        if (!held.hold(routing, target, since, reason -> wake(routing, target, since, reason))) {
            Reply.refuse(routing.request(), Refusal.TOO_MANY_WAIT);
            return;
        }
        // what came between the look at the stream and the wait was told to nobody
        if (stream.stale()) {
            held.changed(target.video());
        } else if (stream.has(target)) {
            held.published(target.video(), target.rendition(), target.number());
        }
    }

    private void wake(RoutingContext routing, Target.Segment target, long since, Reason reason) {
        switch (reason) {
            case PUBLISHED -> files.send(routing, target, millisSince(since));
            case CHANGED ->
                when(routing, directory.find(target.video()), lookup -> {
                    var stream = allowed(routing, lookup);
                    if (stream != null && stream.has(target)) {
                        files.send(routing, target, millisSince(since));
                    } else if (stream != null && stream.plans(target)) {
                        hold(routing, target, stream, since);
                    } else if (stream != null) {
                        Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
                    }
                });
            case TIMED_OUT -> lookOnceMore(routing, target, since);
        }
    }

    /** The signal may have been lost: asks the database, once for all who are at their end now. */
    private void lookOnceMore(RoutingContext routing, Target.Segment target, long since) {
        long recent = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
        when(routing, directory.findReadSince(target.video(), recent), lookup -> {
            var stream = allowed(routing, lookup);
            if (stream != null && stream.has(target)) {
                files.send(routing, target, millisSince(since));
            } else if (stream != null) {
                Reply.refuse(routing.request(), Refusal.NOT_IN_TIME);
            }
        });
    }

    private static void send(RoutingContext routing, Target target, KnownStream stream) {
        var request = routing.request();
        var text = TextAnswer.of(target, stream);
        if (text.file() == null) {
            Reply.refuse(request, Refusal.NO_SUCH_FILE);
        } else {
            TextReply.send(request, text.file(), text.type(), text.cacheControl());
        }
    }

    /** Goes on at once when the look-up is done, else later on the same event loop; one that failed found nothing. */
    private static void when(RoutingContext routing, CompletableFuture<Lookup> result, Consumer<Lookup> action) {
        if (result.isDone() && !result.isCompletedExceptionally()) {
            action.accept(result.join());
            return;
        }
        var eventLoop = routing.vertx().getOrCreateContext();
        result.exceptionally(failure -> Lookup.Missing.UNAVAILABLE)
                .thenAccept(lookup -> eventLoop.runOnContext(v -> action.accept(lookup)));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
