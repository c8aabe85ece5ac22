package dev.millrace.playback;

import dev.millrace.transcode.Streams;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.UUID;

/**
 * Answers everything below {@code /v/}, on the event loop. One handler that reads the path itself: a dozen routes with
 * patterns would each be tried for every segment.
 */
final class PlaybackRoute implements Handler<RoutingContext> {

    private final StreamDirectory directory;
    private final StreamLookup streams;
    private final FileCache cache;
    private final FileReply files;
    private final HeldRequests held;
    private final SegmentWait wait;
    private final ThumbnailReply thumbnails;
    private final WordsReply words;

    PlaybackRoute(
            StreamDirectory directory,
            Access access,
            FileCache cache,
            HeldRequests held,
            Thumbnails thumbnails,
            CaptionTexts captions) {
        this.directory = directory;
        this.streams = new StreamLookup(directory, access);
        this.cache = cache;
        this.files = new FileReply(cache);
        this.held = held;
        this.wait = new SegmentWait(streams, held);
        this.thumbnails = new ThumbnailReply(wait, thumbnails);
        this.words = new WordsReply(captions);
    }

    @Override
    public void handle(RoutingContext routing) {
        var request = routing.request();
        var method = request.method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            var path = TokenPath.of(request.path());
            path.keep(routing);
            Target.parse(path.path())
                    .ifPresentOrElse(
                            target -> streams.find(routing, target.video(), stream -> answer(routing, target, stream)),
                            () -> Reply.refuse(request, Refusal.NOT_A_PATH));
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

    /** The same when nothing holds that was made: its thumbnails may be of another picture. */
    void gone(UUID video) {
        thumbnails.forget(video);
        changed(video);
    }

    /** Anything may have changed unheard: forgets everything, then those who wait look again. */
    void signalsLost() {
        cache.forgetAll();
        var videos = new HashSet<>(directory.videos());
        videos.addAll(held.videos());
        videos.forEach(video -> directory.changed(video).thenRun(() -> held.changed(video)));
    }

    private void answer(RoutingContext routing, Target target, KnownStream stream) {
        if (target instanceof Target.Segment segment) {
            wait.whenThere(routing, segment, stream, millis -> files.send(routing, segment, millis));
        } else if (target instanceof Target.Thumbnail thumbnail) {
            thumbnails.answer(routing, thumbnail, stream);
        } else if (target instanceof Target.TextSegment text) {
            words.send(routing, text, stream);
        } else if (target instanceof Target.Chapters) {
            words.sendChapters(routing, stream);
        } else if (target instanceof Target.File file && stream.promises(file)) {
            files.send(routing, file);
        } else if (target instanceof Target.File) {
            Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
        } else {
            TextReply.of(target, stream).send(routing.request());
        }
    }
}
