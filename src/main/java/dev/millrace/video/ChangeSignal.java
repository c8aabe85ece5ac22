package dev.millrace.video;

import dev.millrace.signal.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Tells all nodes that a video changed; what they hear is {@link VideoEvents.Changed}. */
@ApplicationScoped
class ChangeSignal {

    /** The payload is the video's id. */
    static final String CHANNEL = "video_changed";

    private final Signals signals;

    ChangeSignal(Signals signals) {
        this.signals = signals;
    }

    /** Sent when the transaction commits, if there is one. */
    void send(UUID video) {
        signals.send(CHANNEL, video.toString());
    }
}
