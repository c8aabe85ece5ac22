package dev.millrace.playback;

import dev.millrace.media.Resolution;
import dev.millrace.transcode.Stills.Still;
import dev.millrace.transcode.StreamPlan;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;

/** Answers with the picture that a film shows at a time; waits for its segment as the segment's own request would. */
final class ThumbnailReply {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{0,18})?");
    private static final Pattern PIXELS = Pattern.compile("0{0,5}[1-9][0-9]{0,5}");

    private static final int DEFAULT_WIDTH = 640;
    private static final int NARROWEST = 16;
    private static final int WIDEST = 1920;

    private final SegmentWait wait;
    private final Thumbnails thumbnails;

    ThumbnailReply(SegmentWait wait, Thumbnails thumbnails) {
        this.wait = wait;
        this.thumbnails = thumbnails;
    }

    void answer(RoutingContext routing, Target.Thumbnail target, KnownStream stream) {
        var request = routing.request();
        var time = parameter(request, "t", "0");
        var width = parameter(request, "width", Integer.toString(DEFAULT_WIDTH));
        var plan = stream.plan();
        if (plan.ladder().isEmpty()) {
            Reply.refuse(request, Refusal.NO_SUCH_FILE);
        } else if (!SECONDS.matcher(time).matches()) {
            Reply.refuse(request, Refusal.BAD_TIME);
        } else if (!PIXELS.matcher(width).matches()) {
            Reply.refuse(request, Refusal.BAD_WIDTH);
        } else {
            var still = still(target, plan, Double.parseDouble(time), Integer.parseInt(width));
            int number = plan.timeline().segmentAt(still.slot()).number();
            var segment = new Target.Segment(target.video(), still.rendition(), number);
            wait.whenThere(routing, segment, stream, millis -> send(routing, target, still, millis));
        }
    }

    /** Forgets a video's pictures. */
    void forget(UUID video) {
        thumbnails.forget(video);
    }

    /** The picture shown at the time, the last one beyond the end; from the smallest rung that is wide enough. */
    private static Still still(Target.Thumbnail target, StreamPlan plan, double seconds, int wanted) {
        var grid = plan.timeline().grid();
        // a time that a slot begins at, written with few digits, is this slot's and not the one's before
        long slot = (long) Math.floor(seconds * grid.rate().perSecond() + 1e-3);
        int width = Math.max(NARROWEST, Math.min(WIDEST, wanted));
        var highest = plan.ladder().get(0);
        var rung = plan.ladder().stream()
                .filter(r -> r.size().width() >= width)
                .min(Comparator.comparingInt(r -> r.size().width()))
                .orElse(highest);
        var size = rung.size().within(width, Integer.MAX_VALUE);
        return new Still(
                target.video(),
                rung.name(),
                Math.min(slot, grid.frames() - 1),
                new Resolution(size.width(), size.height()),
                target.format());
    }

    private void send(RoutingContext routing, Target.Thumbnail target, Still still, long heldMillis) {
        var eventLoop = routing.vertx().getOrCreateContext();
        thumbnails
                .find(still)
                .whenComplete((bytes, failure) -> eventLoop.runOnContext(v -> {
                    if (failure == null) {
                        send(routing.request(), target, bytes, heldMillis);
                    } else {
                        Reply.refuse(routing.request(), refusal(failure));
                    }
                }));
    }

    private static void send(HttpServerRequest request, Target.Thumbnail target, byte[] bytes, long heldMillis) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        var etag = '"' + Integer.toHexString(bytes.length) + '"';
        var headers = Reply.open(response, target.contentType(), Target.File.IMMUTABLE, etag);
        if (heldMillis != FileReply.NOT_HELD) {
            Reply.held(headers, heldMillis);
        }
        if (Reply.unchanged(request, etag)) {
            return;
        }
        if (Reply.isHead(request)) {
            Reply.head(response, bytes.length);
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static Refusal refusal(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RejectedExecutionException ? Refusal.TOO_MANY_PICTURES : Refusal.NO_PICTURE;
    }

    /** Empty when what stands there cannot be read. */
    private static String parameter(HttpServerRequest request, String name, String otherwise) {
        try {
            var value = request.getParam(name);
            return value == null ? otherwise : value.strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
