package dev.millrace.video;

import dev.millrace.signal.SignalListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Turns the signal that a video changed, on whatever node, into an event on this one. */
@ApplicationScoped
class VideoChangedListener implements SignalListener {

    private static final Logger LOG = Logger.getLogger(VideoChangedListener.class);

    private final Event<VideoEvents.Changed> changed;
    private final VideoWatch watch;

    VideoChangedListener(Event<VideoEvents.Changed> changed, VideoWatch watch) {
        this.changed = changed;
        this.watch = watch;
    }

    @Override
    public String channel() {
        return ChangeSignal.CHANNEL;
    }

    @Override
    public void received(String payload) {
        var event = new VideoEvents.Changed(UUID.fromString(payload));
        changed.fireAsync(event);
        try {
            changed.fire(event);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Somebody failed to hear that video %s changed; going on", payload);
        }
    }

    @Override
    public void reconnected() {
        watch.refreshAll();
    }
}
