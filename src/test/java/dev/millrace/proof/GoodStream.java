package dev.millrace.proof;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import dev.millrace.proof.Track.Stored;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stream that breaks no rule: 17.2 s at 25 pictures a second, two rungs and a sound. Copies of it break one each. */
final class GoodStream {

    private static final FrameRate RATE = FrameRate.of(25);
    private static final int FRAMES = 430;
    private static final int TARGET = 4;

    static final String HIGH = "v360";
    static final String LOW = "v240";
    static final String SOUND = "a0";

    Timeline timeline = Timeline.plan(Grid.of(RATE, FRAMES), List.of(0L));
    SourceFacts source = source(FRAMES, FRAMES);
    final Map<String, Track> tracks = new LinkedHashMap<>();
    String multivariant =
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English, loud",URI="a0/index.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=928000,AVERAGE-BANDWIDTH=928000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=25.000,AUDIO="audio"
            v360/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=528000,AVERAGE-BANDWIDTH=528000,CODECS="avc1.640015,mp4a.40.2",RESOLUTION=426x240,FRAME-RATE=25.000,AUDIO="audio"
            v240/index.m3u8
            """;
    final Map<String, String> media = new LinkedHashMap<>();

    GoodStream() {
        add(picture(HIGH, new Resolution(640, 360), "avc1.64001e", 100_000));
        add(picture(LOW, new Resolution(426, 240), "avc1.640015", 50_000));
        add(sound());
    }

    static GoodStream with(Consumer<GoodStream> change) {
        var stream = new GoodStream();
        change.accept(stream);
        return stream;
    }

    List<Finding> findings() {
        return StreamProof.of(Evidence.of(source, timeline, List.copyOf(tracks.values()), multivariant, media));
    }

    void change(String track, UnaryOperator<Track> how) {
        tracks.computeIfPresent(track, (name, t) -> how.apply(t));
    }

    void changeInit(String track, UnaryOperator<InitSegment> how) {
        change(
                track,
                t -> new Track(
                        t.name(),
                        t.timescale(),
                        t.ticks(),
                        t.frameTicks(),
                        t.size(),
                        how.apply(t.init()),
                        t.initAsRecorded(),
                        t.stored()));
    }

    void changeTicks(String track, UnaryOperator<List<Long>> how) {
        change(
                track,
                t -> new Track(
                        t.name(),
                        t.timescale(),
                        how.apply(new ArrayList<>(t.ticks())),
                        t.frameTicks(),
                        t.size(),
                        t.init(),
                        t.initAsRecorded(),
                        t.stored()));
        media.put(track, playlist(tracks.get(track)));
    }

    void changeStored(String track, UnaryOperator<List<Stored>> how) {
        change(
                track,
                t -> new Track(
                        t.name(),
                        t.timescale(),
                        t.ticks(),
                        t.frameTicks(),
                        t.size(),
                        t.init(),
                        t.initAsRecorded(),
                        how.apply(new ArrayList<>(t.stored()))));
    }

    void replace(String from, String to) {
        if (!multivariant.contains(from)) {
            throw new IllegalArgumentException("there is no " + from);
        }
        multivariant = multivariant.replace(from, to);
    }

    /** @param counted pictures in the source, of as many slots */
    static SourceFacts source(int slots, int counted) {
        var size = new Resolution(640, 360);
        var video = new VideoTrack(
                0,
                "h264",
                size,
                size,
                Orientation.UPRIGHT,
                "yuv420p",
                new TimeBase(1, 90_000),
                0,
                counted,
                true,
                RATE,
                null,
                null);
        var audio = new AudioTrack(1, "aac", 2, 48_000, "en", "", true, 0, slots / 25.0);
        return new SourceFacts(
                "matroska,webm",
                video,
                List.of(audio),
                List.of(),
                List.of(),
                slots / 25.0,
                Bitrate.kilobits(900),
                List.of(),
                Seeking.BY_TIME,
                List.of(),
                slots,
                null,
                List.of());
    }

    private void add(Track track) {
        tracks.put(track.name(), track);
        media.put(track.name(), playlist(track));
    }

    private Track picture(String name, Resolution size, String codecs, int bytesASecond) {
        var grid = timeline.grid();
        var ticks = timeline.segments().stream()
                .map(s -> (long) s.frames() * grid.frameTicks())
                .toList();
        var init = new InitSegment(1, true, grid.timescale(), 0, codecs, size.width(), size.height(), true, 0);
        return new Track(
                name,
                grid.timescale(),
                ticks,
                grid.frameTicks(),
                size,
                init,
                true,
                stored(ticks, grid.timescale(), bytesASecond));
    }

    private Track sound() {
        var grid = AudioGrid.along(timeline, 48_000);
        var ticks = IntStream.range(0, grid.segments()).mapToObj(grid::samples).toList();
        var init = new InitSegment(1, true, 48_000, 0, "mp4a.40.2", 0, 0, true, 48_000);
        return new Track(SOUND, 48_000, ticks, 1024, null, init, true, stored(ticks, 48_000, 16_000));
    }

    private static List<Stored> stored(List<Long> ticks, int timescale, int bytesASecond) {
        return IntStream.range(0, ticks.size())
                .mapToObj(i -> new Stored(i, ticks.get(i) * bytesASecond / timescale))
                .toList();
    }

    private static String playlist(Track track) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:" + TARGET + "\n"
                + track.ticks().stream()
                        .map(t -> String.format(Locale.ROOT, "#EXTINF:%.6f,\nx.m4s\n", (double) t / track.timescale()))
                        .collect(Collectors.joining());
    }
}
