package dev.millrace.playback;

import dev.millrace.transcode.Demand;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Requests that wait for a segment that is still being made. They cost memory and a timer, no thread.
 *
 * <p>While at least one waits for a segment it is wanted ({@link Demand}); when nobody is left it is dropped, also when
 * it is there: it may have been published just before it was wanted, and then only the drop ends the wish. Want and
 * drop of one segment are said in the order in which they happen: both are said under the lock.
 */
final class HeldRequests {

    private final Demand demand;
    private final Duration limit;
    private final int most;
    private final Map<Target.Segment, Set<Held>> waiting = new HashMap<>();
    private int count;

    /** Why a wait is over. */
    enum Reason {
        /** the bytes are there */
        PUBLISHED,
        /** something else became of the stream: look again */
        CHANGED,
        /** nothing was heard for as long as a request is held */
        TIMED_OUT
    }

    /** One waiting request; what it does happens on its own event loop. */
    private final class Held {

        private final Target.Segment wanted;
        private final Context context;
        private final Consumer<Reason> wake;
        private long timer;
        private boolean over;

        private Held(Target.Segment wanted, Context context, Consumer<Reason> wake) {
            this.wanted = wanted;
            this.context = context;
            this.wake = wake;
        }

        private void wait(RoutingContext request, long millis) {
            timer = request.vertx().setTimer(Math.max(1, millis), t -> timedOut());
            request.addEndHandler(ended -> wentAway());
        }

        private void timedOut() {
            forget(this);
            end(Reason.TIMED_OUT);
        }

        private void wentAway() {
            if (!over) {
                over = true;
                context.owner().cancelTimer(timer);
                forget(this);
            }
        }

        private void wakeUp(Reason reason) {
            context.runOnContext(v -> end(reason));
        }

        private void end(Reason reason) {
            if (!over) {
                over = true;
                context.owner().cancelTimer(timer);
                wake.accept(reason);
            }
        }
    }

    /**
     * @param limit how long a request is held
     * @param most how many are held at once
     */
    HeldRequests(Demand demand, Duration limit, int most) {
        this.demand = demand;
        this.limit = limit;
        this.most = most;
    }

    /**
     * Holds a request. To be called on its event loop; the caller looks once more afterwards whether the bytes are there
     * and says so if they are, for they may have come in between.
     *
     * @param sinceNanos when its wait began, a {@link System#nanoTime()}
     * @param wake called once on the event loop when the wait is over, never when the client went away, be it before
     *     this call
     * @return false when too many are held already
     */
    boolean hold(RoutingContext request, Target.Segment target, long sinceNanos, Consumer<Reason> wake) {
        if (request.response().closed()) {
            return true; // nobody will tell any more that the client went away
        }
        var held = new Held(target, request.vertx().getOrCreateContext(), wake);
        synchronized (this) {
            if (count >= most) {
                return false;
            }
            count++;
            var others = waiting.computeIfAbsent(held.wanted, w -> new LinkedHashSet<>());
            others.add(held);
            if (others.size() == 1) {
                demand.want(target.video(), target.rendition(), target.number());
            }
        }
        held.wait(request, limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos));
        return true;
    }

    /** A segment is there: whoever waits for it goes on. */
    void published(UUID video, String rendition, int segment) {
        wake(take(new Target.Segment(video, rendition, segment)), Reason.PUBLISHED);
    }

    /** Everyone who waits for something of this video looks again. */
    void changed(UUID video) {
        List<Target.Segment> all;
        synchronized (this) {
            all = waiting.keySet().stream().filter(w -> w.video().equals(video)).toList();
        }
        for (var wanted : all) {
            wake(take(wanted), Reason.CHANGED);
        }
    }

    /** The videos of which something is waited for now. */
    synchronized Set<UUID> videos() {
        return waiting.keySet().stream().map(Target.Segment::video).collect(Collectors.toSet());
    }

    /** How many wait now. */
    synchronized int count() {
        return count;
    }

    private static void wake(List<Held> all, Reason reason) {
        all.forEach(held -> held.wakeUp(reason));
    }

    private synchronized List<Held> take(Target.Segment wanted) {
        var all = waiting.get(wanted);
        if (all == null) {
            return List.of();
        }
        var taken = List.copyOf(all);
        remove(wanted, all, taken);
        return taken;
    }

    private synchronized void forget(Held held) {
        var all = waiting.get(held.wanted);
        if (all != null && all.contains(held)) {
            remove(held.wanted, all, List.of(held));
        }
    }

    private void remove(Target.Segment wanted, Set<Held> all, List<Held> gone) {
        gone.forEach(all::remove);
        count -= gone.size();
        if (all.isEmpty() && !gone.isEmpty()) {
            waiting.remove(wanted);
            demand.drop(wanted.video(), wanted.rendition(), wanted.number());
        }
    }
}
