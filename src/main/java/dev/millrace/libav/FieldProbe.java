package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Interlacing;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.timeline.RateFinder;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Finds out whether pictures are made of two fields. Where flags say so, or where they may lie, some pictures from
 * three places of the film are decoded and looked at ({@link FieldCount}); other films cost nothing.
 */
final class FieldProbe {

    /** Codecs that often carry fields without saying so. */
    private static final Set<String> SILENT = Set.of(
            "mpeg2video",
            "mpeg4",
            "dvvideo",
            "prores",
            "dnxhd",
            "rawvideo",
            "v210",
            "huffyuv",
            "ffvhuff",
            "ffv1",
            "mjpeg",
            "vc1",
            "wmv3",
            "jpeg2000");

    /** Lines of pictures that cameras and broadcasters make of fields. */
    private static final Set<Integer> LINES = Set.of(480, 486, 512, 576, 608, 1080, 1088);

    private static final double SLOWEST = 23.9;
    private static final double FASTEST = 30.1;
    private static final double FULL_RATE_FROM = 24.9;

    private static final int PLACES = 3;
    private static final int MOST_PICTURES = 200;

    /** So that the largest pictures take no longer than the many small ones: about a third of a second. */
    private static final long MOST_PIXELS = 80_000_000;

    private static final int MOST_THREADS = 4;

    /** A picture whose packets are its two fields comes after two slots of the packets' rate. */
    private static final double FIELD_PACKETS = 1.75;

    private final SourceFile source;
    private final int stream;
    private final RateFinder.Found found;

    /**
     * What a track's packets become.
     *
     * @param interlacing null when pictures are whole
     * @param rate of the output
     * @param slotsPerTwoPackets slots of the output that two packets take: 2, or 4 when each has two fields, or 1 when
     *     each is only a field of a whole picture
     */
    record Fields(Interlacing interlacing, FrameRate rate, int slotsPerTwoPackets) {

        /** Slots of the output for as many slots of the packets' rate. */
        long slots(long packets) {
            return (Math.multiplyExact(packets, (long) slotsPerTwoPackets) + 1) / 2;
        }

        /** Pictures in as many packets. */
        long pictures(long packets) {
            boolean everyField = interlacing != null && interlacing.everyField();
            return slotsPerTwoPackets == (everyField ? 2 : 1) ? (packets + 1) / 2 : packets;
        }
    }

    private FieldProbe(SourceFile source, int stream, RateFinder.Found found) {
        this.source = source;
        this.stream = stream;
        this.found = found;
    }

    /** Reads the source anywhere: what it reads next is not known afterwards. */
    static Fields find(
            SourceFile source,
            int stream,
            FirstPicture picture,
            String codec,
            Entries entries,
            RateFinder.Found found) {
        var probe = new FieldProbe(source, stream, found);
        if (!probe.flagged(picture) && !probe.mayLie(picture.size(), codec)) {
            return new Fields(null, found.rate(), 2);
        }
        var count = new FieldCount();
        probe.look(picture.size(), entries, count);
        return probe.judge(count);
    }

    private boolean flagged(FirstPicture picture) {
        int order = source.stream(stream).codecpar().field_order();
        return picture.interlaced()
                || order == AV_FIELD_TT
                || order == AV_FIELD_BB
                || order == AV_FIELD_TB
                || order == AV_FIELD_BT;
    }

    private boolean mayLie(Resolution stored, String codec) {
        double rate = found.rate().perSecond();
        boolean broadcast = source.container().equals("mpegts") && codec.equals("h264");
        return (SILENT.contains(codec) || broadcast)
                && LINES.contains(stored.height())
                && rate >= SLOWEST
                && rate <= FASTEST;
    }

    private void look(Resolution size, Entries entries, FieldCount count) {
        int pictures = (int) Math.min(MOST_PICTURES, Math.max(PLACES, MOST_PIXELS / size.pixels()));
        source.restart();
        source.only(stream);
        var places = places(entries.points());
        if (places.isEmpty()) {
            lookFromHere(pictures, count);
        }
        for (var place : places) {
            if (seek(entries.seeking(), place)) {
                lookFromHere(pictures / places.size(), count);
            }
        }
    }

    private static List<SeekPoint> places(List<SeekPoint> points) {
        return IntStream.range(0, Math.min(PLACES, points.size()))
                .mapToObj(i -> points.get((2 * i + 1) * points.size() / (2 * Math.min(PLACES, points.size()))))
                .toList();
    }

    private boolean seek(Seeking seeking, SeekPoint point) {
        return seeking == Seeking.BY_POSITION
                ? source.seekToPosition(point.position())
                : source.seekToTime(stream, point.decode());
    }

    private void lookFromHere(int pictures, FieldCount count) {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        int end = count.pictures() + pictures;
        count.begin();
        try (var detector = new FilterChain("idet", count::judged);
                var decoder =
                        new Decoder(source.stream(stream), threads, picture -> look(picture, detector, count, end))) {
            AVPacket packet = source.next();
            for (; packet != null && count.pictures() < end; packet = source.next()) {
                if (packet.stream_index() == stream) {
                    decoder.accept(packet);
                }
            }
            if (packet == null) {
                decoder.drain();
            }
            detector.drain();
        }
    }

    private void look(AVFrame picture, FilterChain detector, FieldCount count, int end) {
        if (count.pictures() < end) {
            source.time(picture, stream);
            long time = picture.pts();
            count.decoded(
                    picture,
                    time == AV_NOPTS_VALUE ? 0 : source.timeBase(stream).seconds(time));
            detector.accept(picture);
        }
    }

    private Fields judge(FieldCount count) {
        boolean fieldPackets = count.typicalDistance() * found.rate().perSecond() > FIELD_PACKETS;
        double pictureRate = found.rate().perSecond() / (fieldPackets ? 2 : 1);
        if (!count.interlaced()) {
            return fieldPackets ? new Fields(null, found.rate().half(), 1) : new Fields(null, found.rate(), 2);
        }
        boolean everyField = pictureRate >= FULL_RATE_FROM && pictureRate <= FASTEST;
        int slots = (everyField ? 4 : 2) / (fieldPackets ? 2 : 1);
        var rate =
                switch (slots) {
                    case 1 -> found.rate().half();
                    case 4 -> found.rate().twice();
                    default -> found.rate();
                };
        return new Fields(new Interlacing(count.topFirst(), everyField), rate, slots);
    }
}
