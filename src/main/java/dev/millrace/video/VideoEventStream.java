package dev.millrace.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import dev.millrace.video.VideoView.Rights;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One client's view of one video as server-sent events: {@code state} when anything but the progress changed,
 * {@code progress} otherwise, {@code deleted} at the end of a deleted one.
 *
 * <p>Confined to the connection's event loop. A slow client gets the newest state when it can take it, never a backlog.
 */
class VideoEventStream implements Consumer<Optional<VideoView>> {

    private final UUID id;
    private final RoutingContext routing;
    private final HttpServerResponse response;
    private final Context loop;
    private final VideoWatch watch;
    private final VideoAccess access;
    private final Caller caller;
    private final String base;
    private final Problems problems;
    private final ObjectMapper json;

    private VideoView sent;
    private Optional<VideoView> unsent;
    private long heartbeat;
    private boolean over;
    private Rights admitted;
    private boolean asking;

    VideoEventStream(
            UUID id,
            RoutingContext routing,
            String base,
            VideoWatch watch,
            VideoAccess access,
            Problems problems,
            ObjectMapper json) {
        this.id = id;
        this.routing = routing;
        this.response = routing.response();
        this.loop = routing.vertx().getOrCreateContext();
        this.base = base;
        this.watch = watch;
        this.access = access;
        this.caller = Callers.of(routing);
        this.problems = problems;
        this.json = json;
    }

    /** Call on the event loop. */
    void open(Vertx vertx, long heartbeatMillis) {
        response.closeHandler(closed -> close());
        response.exceptionHandler(broken -> close());
        response.drainHandler(drained -> send());
        heartbeat = vertx.setPeriodic(heartbeatMillis, tick -> loop.runOnContext(v -> beat()));
        watch.join(id, this);
    }

    @Override
    public void accept(Optional<VideoView> video) {
        loop.runOnContext(v -> {
            unsent = video;
            send();
        });
    }

    private void send() {
        if (over || unsent == null || asking || response.writeQueueFull()) {
            return;
        }
        var video = unsent;
        if (video.isPresent() && !sameReach(video.get().rights())) {
            askAgain(video.get().rights());
            return;
        }
        unsent = null;
        if (video.isEmpty()) {
            deleted();
        } else if (sent == null && finished(video.get()) && key(video.get()).equals(lastEventId())) {
            close();
            response.setStatusCode(204).end(); // a browser that comes back for more: 204 tells it to stay away
        } else if (!video.get().equals(sent)) {
            write(video.get());
        }
    }

    private boolean sameReach(Rights rights) {
        return admitted != null
                && admitted.epoch() == rights.epoch()
                && Objects.equals(admitted.owner(), rights.owner());
    }

    /** Who may see it may have changed: to whoever may not any more it is gone. */
    private void askAgain(Rights rights) {
        asking = true;
        routing.vertx().executeBlocking(() -> access.mayView(id, caller), false).onComplete(allowed -> {
            asking = false;
            if (allowed.failed()) {
                watch.refresh(id);
            } else {
                admitted = rights;
                unsent = allowed.result() ? unsent : Optional.empty();
                send();
            }
        });
    }

    private void write(VideoView video) {
        String event = video.sameButForProgress(sent) ? "progress" : "state";
        head();
        sent = video;
        String text = "event: " + event + "\nid: " + key(video) + "\ndata: " + jsonOf(video.at(base)) + "\n\n";
        if (finished(video)) {
            close();
            response.end(text);
        } else {
            response.write(text);
        }
    }

    private void deleted() {
        close();
        if (response.headWritten()) {
            response.end("event: deleted\nid: deleted\ndata: {\"id\":\"" + id + "\"}\n\n");
        } else {
            ProblemException missing = VideoLibrary.notFound(id);
            problems.answer(routing, missing);
        }
    }

    private void beat() {
        if (over) {
            return;
        }
        if (!response.headWritten()) {
            watch.refresh(id); // the first reading failed: try again
            return;
        }
        if (!response.writeQueueFull()) {
            response.write(": still here\n\n");
        }
        if (sent != null && sent.state() == VideoState.QUEUED) {
            watch.refresh(id); // its place in the queue moves without any change to the video
        }
    }

    private void head() {
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream; charset=UTF-8")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no");
        }
    }

    private void close() {
        if (!over) {
            over = true;
            routing.vertx().cancelTimer(heartbeat);
            watch.leave(id, this);
        }
    }

    private static boolean finished(VideoView video) {
        return video.state() == VideoState.READY || video.state() == VideoState.FAILED;
    }

    private static String key(VideoView video) {
        return video.state().key();
    }

    private String lastEventId() {
        return routing.request().getHeader("Last-Event-ID");
    }

    private String jsonOf(VideoView video) {
        try {
            return json.writeValueAsString(video);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
