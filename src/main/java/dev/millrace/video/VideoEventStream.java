package dev.millrace.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
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
    private final Viewing viewing;
    private final String base;
    private final Problems problems;
    private final ObjectMapper json;

    private VideoView sent;
    private Optional<VideoView> unsent;
    private long heartbeat;
    private boolean over;
    private boolean asking;

    VideoEventStream(
            UUID id,
            RoutingContext routing,
            String base,
            VideoWatch watch,
            Viewing viewing,
            Problems problems,
            ObjectMapper json) {
        this.id = id;
        this.routing = routing;
        this.response = routing.response();
        this.loop = routing.vertx().getOrCreateContext();
        this.base = base;
        this.watch = watch;
        this.viewing = viewing;
        this.problems = problems;
        this.json = json;
    }

    /** Call on the event loop. */
    void open(Vertx vertx, long heartbeatMillis) {
        response.closeHandler(closed -> close());
        response.exceptionHandler(broken -> close());
        response.drainHandler(drained -> send());
        heartbeat = vertx.setPeriodic(heartbeatMillis, tick -> loop.runOnContext(v -> beat()));
        if (response.closed()) {
            close(); // the client went while it was looked up who it is
        } else {
            watch.join(id, this);
        }
    }

    @Override
    public void accept(Optional<VideoView> video) {
        loop.runOnContext(v -> {
            unsent = video;
            send();
        });
    }

    /** Every state is sent only after a look whether it may be. */
    private void send() {
        if (over || unsent == null || asking || response.writeQueueFull()) {
            return;
        }
        var video = unsent;
        unsent = null;
        if (video.isEmpty()) {
            deleted();
            return;
        }
        asking = true;
        routing.vertx()
                .executeBlocking(() -> viewing.again(video.get(), routing), false)
                .onComplete(admitted -> {
                    asking = false;
                    if (admitted.failed()) {
                        watch.refresh(id);
                    } else if (!over) {
                        admitted.result().ifPresentOrElse(this::send, this::deleted);
                    }
                    send();
                });
    }

    private void send(VideoView video) {
        if (sent == null && video.state().isSettled() && key(video).equals(lastEventId())) {
            close();
            response.setStatusCode(204).end(); // a browser that comes back for more: 204 tells it to stay away
        } else if (!video.equals(sent)) {
            write(video);
        }
    }

    private void write(VideoView video) {
        String event = video.sameButForProgress(sent) ? "progress" : "state";
        head();
        sent = video;
        String text = "event: " + event + "\nid: " + key(video) + "\ndata: " + jsonOf(video.at(base)) + "\n\n";
        if (video.state().isSettled()) {
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
        watch.refresh(id); // its place in the queue moves without any change to it, and the client may have signed out
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
