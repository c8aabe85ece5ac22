package dev.millrace.playback;

import dev.millrace.playback.HeldRequests.Reason;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Goes on with a request when the segment it needs is there; the request waits for one that is still being made. */
final class SegmentWait {

    private final StreamLookup streams;
    private final HeldRequests held;

    SegmentWait(StreamLookup streams, HeldRequests held) {
        this.streams = streams;
        this.held = held;
    }

    /** @param action called on the event loop with the milliseconds waited, {@link FileReply#NOT_HELD} for none */
    void whenThere(RoutingContext routing, Target.Segment target, KnownStream stream, LongConsumer action) {
        if (stream.has(target)) {
            action.accept(FileReply.NOT_HELD);
        } else if (stream.plans(target)) {
            new Wait(routing, target, action).hold(stream);
        } else {
            Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
        }
    }

    /** One request that waits. */
    private final class Wait {

        private final RoutingContext routing;
        private final Target.Segment target;
        private final LongConsumer action;
        private final long since = System.nanoTime();

        private Wait(RoutingContext routing, Target.Segment target, LongConsumer action) {
            this.routing = routing;
            this.target = target;
            this.action = action;
        }

        private void hold(KnownStream stream) {
            if (!held.hold(routing, target, since, this::wake)) {
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

        private void wake(Reason reason) {
            switch (reason) {
                case PUBLISHED -> goOn();
                case CHANGED -> streams.find(routing, target.video(), this::lookAgain);
                case TIMED_OUT -> lookOnceMore();
            }
        }

        private void lookAgain(KnownStream stream) {
            if (stream.has(target)) {
                goOn();
            } else if (stream.plans(target)) {
                hold(stream);
            } else {
                Reply.refuse(routing.request(), Refusal.NO_SUCH_FILE);
            }
        }

        /** The signal may have been lost: asks the database, once for all who are at their end now. */
        private void lookOnceMore() {
            long recent = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
            streams.findReadSince(routing, target.video(), recent, stream -> {
                if (stream.has(target)) {
                    goOn();
                } else {
                    Reply.refuse(routing.request(), Refusal.NOT_IN_TIME);
                }
            });
        }

        private void goOn() {
            action.accept(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
        }
    }
}
