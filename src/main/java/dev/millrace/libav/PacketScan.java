package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.millrace.media.SeekPoint;
import dev.millrace.media.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Reads every packet of a source once, without decoding: presentation times and key frames of the picture track, where
 * each sound track begins and ends.
 */
final class PacketScan {

    private static final double LONGEST_SOUND_PACKET = 10;

    /** A picture so many seconds after one that is read later is shown out of its order. */
    private static final double STRAY_SECONDS = 10;

    /** So many pictures, or parts of a hundred, may be left out as strays; more mean something. */
    private static final int MOST_STRAYS = 2;

    private final int videoStream;
    private final Extent[] extents;
    private final long[] longestPackets;

    /** Ticks from picture to picture where times are counted; else 0. */
    private final long bareTicks;

    /** Null where packets have times. */
    private final FieldPairs bareFields;

    private final long strayTicks;

    private final List<SeekPoint> keys = new ArrayList<>();

    private long[] times = new long[4096];
    private int[] stands = new int[times.length];
    private int pictures;
    private long lastPosition;
    private boolean encrypted;
    private boolean timesMissing;
    private boolean clockJumped;

    /** First and last instant of a stream in its own ticks. */
    static final class Extent {
        long first = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        long packets;

        /** Samples of the first packet that are an encoder's priming, not to be heard. */
        long priming;
    }

    private PacketScan(SourceFile source, int videoStream) {
        this.videoStream = videoStream;
        this.extents = new Extent[source.streams()];
        this.longestPackets = new long[extents.length];
        this.strayTicks = videoStream < 0 ? 0 : ticks(source.timeBase(videoStream), STRAY_SECONDS);
        this.bareTicks = videoStream >= 0 && source.isBareStream() ? source.pictureTicks(videoStream) : 0;
        this.bareFields = bareTicks > 0 ? new FieldPairs(bareTicks) : null;
        Arrays.setAll(extents, i -> new Extent());
        Arrays.setAll(longestPackets, i -> longestPacket(source, i));
    }

    /** In ticks of the stream. Sound comes in small packets, whatever a header says of them. */
    private static long longestPacket(SourceFile source, int stream) {
        return source.stream(stream).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO
                ? ticks(source.timeBase(stream), LONGEST_SOUND_PACKET)
                : Long.MAX_VALUE;
    }

    private static long ticks(TimeBase base, double seconds) {
        return Math.round(seconds * base.denominator() / base.numerator());
    }

    /**
     * @param videoStream index of the picture track, or -1
     * @param reader borrows every packet, too
     */
    static PacketScan of(SourceFile source, int videoStream, Consumer<AVPacket> reader) {
        var scan = new PacketScan(source, videoStream);
        for (var packet = source.next(); packet != null; packet = source.next()) {
            scan.add(packet);
            reader.accept(packet);
        }
        scan.clockJumped = source.clockJumped();
        return scan;
    }

    /**
     * Times of the displayed pictures in ascending order, each once; none before the first key frame, and none of the few
     * that a damaged clock puts far behind all that follow.
     */
    long[] pictureTimes() {
        long from = keys.isEmpty() ? Long.MIN_VALUE : keys.get(0).presentation();
        return Arrays.stream(withoutStrays(Arrays.copyOf(times, pictures)))
                .filter(t -> t >= from)
                .sorted()
                .distinct()
                .toArray();
    }

    private long[] withoutStrays(long[] read) {
        var kept = new long[read.length];
        int first = read.length;
        long earliest = Long.MAX_VALUE;
        for (int i = read.length - 1; i >= 0; i--) {
            if (earliest == Long.MAX_VALUE || read[i] - strayTicks <= earliest) {
                kept[--first] = read[i];
                earliest = Math.min(earliest, read[i]);
            }
        }
        boolean few = first <= Math.max(MOST_STRAYS, read.length * MOST_STRAYS / 100);
        return few ? Arrays.copyOfRange(kept, first, read.length) : read;
    }

    /** Key frames in the order they were read. */
    List<SeekPoint> keys() {
        return keys;
    }

    /** Ticks for which the picture of a time stands, as its packet says, or 0. */
    long duration(long time) {
        for (int i = pictures - 1; i >= 0; i--) {
            if (times[i] == time) {
                return stands[i];
            }
        }
        return 0;
    }

    /** Byte of the file with which the last packet begins. */
    long lastPosition() {
        return lastPosition;
    }

    boolean encrypted() {
        return encrypted;
    }

    /** Whether some pictures had no time of their own. */
    boolean timesMissing() {
        return timesMissing;
    }

    /** Whether the recording's clock jumped: times are steady, but nothing can be found by them. */
    boolean clockJumped() {
        return clockJumped;
    }

    /** Of a stream that damage made appear only while reading it is an empty one. */
    Extent extent(int stream) {
        return stream < extents.length ? extents[stream] : new Extent();
    }

    private void add(AVPacket packet) {
        int stream = packet.stream_index();
        if (stream >= extents.length) {
            return;
        }
        if (stream == videoStream && bareFields != null && bareFields.completedBy(packet)) {
            return;
        }
        lastPosition = Math.max(lastPosition, packet.pos());
        long time = time(packet);
        if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
            if (stream == videoStream && time != AV_NOPTS_VALUE) {
                addKey(packet, time); // not shown, but what is shown refers to it
            }
            return;
        }
        var extent = extents[stream];
        extent.packets++;
        if (extent.packets == 1) {
            encrypted |= Encryption.marks(packet);
        }
        if (time == AV_NOPTS_VALUE) {
            timesMissing |= stream == videoStream;
            return;
        }
        if (time < extent.first) {
            extent.first = time;
            extent.priming = Priming.samples(packet);
        }
        if (time < extent.end - longestPackets[stream]) {
            extent.end = time; // sound does not go back: what came before was damaged
        }
        extent.end = Math.max(extent.end, time + Math.min(longestPackets[stream], Math.max(0, packet.duration())));
        if (stream == videoStream) {
            addPicture(packet, time);
        }
    }

    private long time(AVPacket packet) {
        if (packet.stream_index() == videoStream && bareTicks > 0) {
            return pictures * bareTicks;
        }
        return packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    }

    private void addKey(AVPacket packet, long time) {
        if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
            keys.add(new SeekPoint(time, packet.dts() != AV_NOPTS_VALUE ? packet.dts() : time, packet.pos()));
        }
    }

    private void addPicture(AVPacket packet, long time) {
        addKey(packet, time);
        if (keys.isEmpty()) {
            return; // cannot be decoded: nothing to refer to
        }
        timesMissing |= packet.pts() == AV_NOPTS_VALUE || bareTicks > 0;
        if (pictures == times.length) {
            times = Arrays.copyOf(times, times.length * 2);
            stands = Arrays.copyOf(stands, times.length);
        }
        stands[pictures] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, packet.duration()));
        times[pictures++] = time;
    }
}
