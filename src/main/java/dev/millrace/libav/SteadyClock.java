package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.millrace.media.TimeBase;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * A clock that goes on where a recording's own clock jumps: broadcasts begin anew, recordings are put behind one another.
 * Every jump moves all that follows, so that no stream goes back or stands still, and sound keeps its place beside the
 * pictures.
 *
 * <p>What it makes of a packet depends on the packets before it: it is right only when a file is read from its start, and
 * everybody must read the same streams. A gap that is shorter than a jump stays a gap.
 */
final class SteadyClock {

    /** Containers whose clock may jump; all streams in them count in the same ticks. */
    private static final Set<String> CONTAINERS = Set.of("mpegts", "mpeg", "flv");

    private static final double FORWARD_SECONDS = 10;
    private static final double BACKWARD_SECONDS = 0.1;
    private static final double RESTART_SECONDS = 1;
    private static final long NONE = Long.MIN_VALUE;

    private final long forward;
    private final long backward;
    private final boolean[] followed;
    private final long[] last;
    private final long[] next;

    private long offset;
    private long latest = NONE;
    private int jumps;

    /**
     * @param followed by index of the stream, whether it tells of jumps; the others only follow
     */
    SteadyClock(TimeBase base, boolean[] followed) {
        this(followed, ticks(base, FORWARD_SECONDS), ticks(base, BACKWARD_SECONDS));
    }

    private SteadyClock(boolean[] followed, long forward, long backward) {
        this.followed = followed.clone();
        this.forward = forward;
        this.backward = backward;
        this.last = new long[followed.length];
        this.next = new long[followed.length];
        Arrays.fill(last, NONE);
    }

    /** For recordings that begin anew, but whose pauses are pauses; their packets may have no decode time. */
    static SteadyClock thatOnlyGoesBack(TimeBase base, boolean[] followed) {
        return new SteadyClock(followed, Long.MAX_VALUE / 4, ticks(base, RESTART_SECONDS));
    }

    private static long ticks(TimeBase base, double seconds) {
        return Math.round(seconds * base.denominator() / base.numerator());
    }

    static boolean isFor(String container) {
        return CONTAINERS.contains(container);
    }

    /** Whether the clock had to be moved. */
    boolean jumped() {
        return jumps > 0;
    }

    /** Moves the packet's times onto the steady clock. */
    void set(AVPacket packet) {
        int stream = packet.stream_index();
        long time = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        if (time != AV_NOPTS_VALUE && stream < followed.length && followed[stream]) {
            follow(stream, time, Math.max(0, packet.duration()));
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + offset);
        }
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + offset);
        }
    }

    private void follow(int stream, long time, long duration) {
        long steady = time + offset;
        if (last[stream] != NONE && (steady < last[stream] - backward || steady > latest + forward)) {
            move(next[stream] - steady);
        } else if (last[stream] == NONE && latest != NONE && Math.abs(steady - latest) > forward) {
            move(latest - steady);
        }
        last[stream] = time + offset;
        next[stream] = last[stream] + duration;
        latest = Math.max(latest, last[stream]);
    }

    private void move(long by) {
        offset += by;
        jumps++;
    }
}
