package dev.millrace.transcode;

import dev.millrace.signal.SignalListener;
import dev.millrace.signal.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Tells every node what is published, as CDI events; sent in the transaction, heard after its commit. */
@ApplicationScoped
class StreamSignals implements SignalListener {

    private static final String CHANNEL = "stream";
    private static final String GONE = "gone";

    private final Signals signals;
    private final Event<Streams.SegmentPublished> published;
    private final Event<Streams.StreamChanged> changed;
    private final Event<Streams.SignalsLost> lost;

    StreamSignals(
            Signals signals,
            Event<Streams.SegmentPublished> published,
            Event<Streams.StreamChanged> changed,
            Event<Streams.SignalsLost> lost) {
        this.signals = signals;
        this.published = published;
        this.changed = changed;
        this.lost = lost;
    }

    void sendPublished(UUID video, String rendition, int number, long sizeBytes) {
        signals.send(CHANNEL, "%s %s %d %d".formatted(video, rendition, number, sizeBytes));
    }

    void sendChanged(UUID video) {
        signals.send(CHANNEL, video.toString());
    }

    /** A change after which nothing holds that was made. */
    void sendGone(UUID video) {
        signals.send(CHANNEL, video + " " + GONE);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void received(String payload) {
        var words = payload.split(" ");
        var video = UUID.fromString(words[0]);
        if (words.length < 3) {
            var event = new Streams.StreamChanged(video, words.length == 2);
            changed.fire(event);
            changed.fireAsync(event);
        } else {
            published.fire(new Streams.SegmentPublished(
                    video, words[1], Integer.parseInt(words[2]), Long.parseLong(words[3])));
        }
    }

    @Override
    public void reconnected() {
        lost.fire(new Streams.SignalsLost());
    }
}
