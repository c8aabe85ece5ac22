package dev.millrace.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.video.OwnVideos;
import dev.millrace.video.VideoView;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Somebody's view of all their videos as server-sent events: {@code video} with the video as the API gives it, {@code
 * gone} when one is deleted. What is unfinished is told at the beginning, after that each change, in a few statements a
 * second at most however much changes.
 *
 * <p>Before anything is told it is looked up whether the caller may still hear it. Confined to the connection's event loop. It ends after a while, so that a browser comes back and is let in anew.
 */
class StudioEventStream {

    private static final long BETWEEN_MILLIS = 400;

    /** Heartbeats until a browser has to come back. */
    private static final int LIFETIME_BEATS = 40;

    private final RoutingContext routing;
    private final HttpServerResponse response;
    private final Context loop;
    private final UUID owner;
    private final String base;
    private final OwnVideos videos;
    private final BooleanSupplier admitted;
    private final ObjectMapper json;
    private final Consumer<StudioEventStream> closed;

    private final Set<UUID> stale = new HashSet<>();
    private final Map<UUID, VideoView> sent = new HashMap<>();
    private boolean busy;
    private boolean over;
    private long timer;
    private int beats;

    /**
     * @param owner null for everybody's videos
     * @param admitted whether the caller may still see them; may block
     */
    StudioEventStream(
            RoutingContext routing,
            UUID owner,
            String base,
            OwnVideos videos,
            BooleanSupplier admitted,
            ObjectMapper json,
            Consumer<StudioEventStream> closed) {
        this.routing = routing;
        this.response = routing.response();
        this.loop = routing.vertx().getOrCreateContext();
        this.owner = owner;
        this.base = base;
        this.videos = videos;
        this.admitted = admitted;
        this.json = json;
        this.closed = closed;
    }

    /** Call on the event loop. */
    void open(long heartbeatMillis) {
        response.closeHandler(ended -> close());
        response.exceptionHandler(broken -> close());
        response.drainHandler(drained -> read());
        if (response.closed()) {
            close(); // the client went while it was looked up who it is
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=UTF-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .write(": welcome\n\n");
        timer = routing.vertx().setPeriodic(heartbeatMillis, tick -> loop.runOnContext(v -> beat()));
        routing.vertx()
                .executeBlocking(() -> videos.unfinished(owner), false)
                .onSuccess(ids -> loop.runOnContext(v -> {
                    stale.addAll(ids);
                    read();
                }))
                .onFailure(e -> loop.runOnContext(v -> end())); // a browser comes back by itself
    }

    /** On any thread. */
    void changed(UUID video) {
        loop.runOnContext(v -> {
            stale.add(video);
            read();
        });
    }

    private void read() {
        if (over || busy || stale.isEmpty() || response.writeQueueFull()) {
            return;
        }
        busy = true;
        var asked = List.copyOf(stale);
        stale.clear();
        routing.vertx()
                .executeBlocking(
                        () -> admitted.getAsBoolean()
                                ? Optional.of(videos.of(asked, owner, base))
                                : Optional.<List<VideoView>>empty(),
                        false)
                .onComplete(found -> {
                    if (found.succeeded()) {
                        found.result().ifPresentOrElse(views -> write(asked, views), this::end);
                    } else {
                        stale.addAll(asked);
                    }
                    routing.vertx()
                            .setTimer(
                                    BETWEEN_MILLIS,
                                    tick -> loop.runOnContext(v -> {
                                        busy = false;
                                        read();
                                    }));
                });
    }

    private void write(List<UUID> asked, List<VideoView> found) {
        if (over) {
            return;
        }
        var missing = new HashSet<>(asked);
        for (var video : found) {
            missing.remove(video.id());
            if (!video.equals(sent.put(video.id(), video))) {
                response.write("event: video\ndata: " + jsonOf(video) + "\n\n");
            }
        }
        for (var id : missing) {
            if (sent.remove(id) != null) {
                response.write("event: gone\ndata: {\"id\":\"" + id + "\"}\n\n");
            }
        }
        sent.values().removeIf(v -> v.state().isSettled());
    }

    /** Places in the queue move without any change to their videos. */
    private void beat() {
        if (over) {
            return;
        }
        if (++beats >= LIFETIME_BEATS) {
            end();
            return;
        }
        if (!response.writeQueueFull()) {
            response.write(": still here\n\n");
        }
        stale.addAll(sent.keySet());
        read();
    }

    private void end() {
        if (!over) {
            close();
            response.end();
        }
    }

    private void close() {
        if (!over) {
            over = true;
            routing.vertx().cancelTimer(timer);
            closed.accept(this);
        }
    }

    private String jsonOf(VideoView video) {
        try {
            return json.writeValueAsString(video);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
