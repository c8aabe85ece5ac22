package dev.millrace.proof;

import static dev.millrace.proof.GoodStream.HIGH;
import static dev.millrace.proof.GoodStream.LOW;
import static dev.millrace.proof.GoodStream.SOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.media.FrameRate;
import dev.millrace.proof.Track.Stored;
import dev.millrace.timeline.Chunk;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Segment;
import dev.millrace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the stream that breaks it, and none finds anything in a good one. */
class StreamProofTest {

    static Stream<Arguments> broken() {
        return Stream.of(
                breaks("segments_complete", "a segment is missing", s -> s.changeStored(LOW, list -> drop(list, 2))),
                breaks("segments_complete", "a segment is there twice", s -> s.changeStored(LOW, list -> twice(list))),
                breaks("segments_complete", "one too many", s -> s.changeStored(LOW, list -> add(list, 99))),
                breaks(
                        "segments_not_empty",
                        "a segment without bytes",
                        s -> s.changeStored(SOUND, list -> {
                            list.set(1, new Stored(1, 0));
                            return list;
                        })),
                breaks("timeline_gapless", "segments with a gap", s -> s.timeline = gap(s.timeline)),
                breaks("timeline_gapless", "chunks that overlap", s -> s.timeline = overlap(s.timeline)),
                breaks("timeline_gapless", "a film that goes on", s -> s.timeline = longer(s.timeline)),
                breaks("video_aligned", "a boundary elsewhere", s -> s.changeTicks(LOW, t -> move(t, 3, 400))),
                breaks("segment_lengths", "half a picture", s -> s.changeTicks(LOW, t -> move(t, 3, 200))),
                breaks("segment_lengths", "no picture", s -> s.changeTicks(LOW, t -> move(t, 3, t.get(3)))),
                breaks("length_as_planned", "a picture too few", s -> s.changeTicks(HIGH, t -> shorten(t, 400))),
                breaks("length_of_source", "two pictures lost", s -> s.source = GoodStream.source(430, 432)),
                breaks("sound_offset", "the first slot is not the first", s -> s.timeline = late(s.timeline)),
                breaks("sound_covers_picture", "sound ends early", s -> s.changeTicks(SOUND, t -> shorten(t, 2048))),
                breaks("sound_covers_picture", "sound goes on", s -> s.changeTicks(SOUND, t -> shorten(t, -5120))),
                breaks("sound_boundaries", "sound cut elsewhere", s -> s.changeTicks(SOUND, t -> move(t, 2, 4096))),
                breaks("sound_boundaries", "sound in fewer pieces", s -> s.changeTicks(SOUND, StreamProofTest::joined)),
                breaks(
                        "extinf_accurate",
                        "a wrong EXTINF",
                        s -> s.media.computeIfPresent(
                                HIGH, (n, text) -> text.replaceFirst("EXTINF:2.000000", "EXTINF:2.002000"))),
                breaks("extinf_accurate", "no playlist", s -> s.media.remove(LOW)),
                breaks(
                        "target_duration",
                        "another target",
                        s -> s.media.computeIfPresent(LOW, (n, text) -> text.replace("DURATION:4", "DURATION:5"))),
                breaks(
                        "target_duration",
                        "a target too low",
                        s -> s.media.replaceAll((n, text) -> text.replace("DURATION:4", "DURATION:3"))),
                breaks("bandwidth", "without the sound", s -> s.replace(":BANDWIDTH=928000", ":BANDWIDTH=800000")),
                breaks(
                        "average_bandwidth",
                        "a fifth too much",
                        s -> s.replace("AVERAGE-BANDWIDTH=528000", "AVERAGE-BANDWIDTH=640000")),
                breaks("variants_distinct", "a variant twice", StreamProofTest::repeatVariants),
                breaks("variants_as_planned", "a rung in no variant", s -> s.replace("v240/index", "v360/index")),
                breaks("variants_as_planned", "a sound in no variant", s -> s.replace("TYPE=AUDIO", "TYPE=VIDEO")),
                breaks("variants_as_planned", "a variant of nothing", s -> s.replace("v240/index", "v241/index")),
                breaks("init_as_recorded", "another init segment", s -> s.change(HIGH, StreamProofTest::otherInit)),
                breaks("init_layout", "two tracks", s -> s.changeInit(HIGH, i -> init(i, 2, i.edits(), i.codecs()))),
                breaks("init_layout", "two edits", s -> s.changeInit(HIGH, i -> init(i, 1, 2, i.codecs()))),
                breaks("codecs", "a higher level inside", s -> s.changeInit(HIGH, i -> init(i, 1, 0, "avc1.640028"))),
                breaks("codecs", "without the sound's", s -> s.replace(",mp4a.40.2\"", "\"")),
                breaks("resolution", "another size", s -> s.replace("640x360", "640x480")),
                breaks("frame_rate", "another rate", s -> s.replace("FRAME-RATE=25.000", "FRAME-RATE=24.000")),
                breaks("h264_profile", "ten bits", s -> s.changeInit(HIGH, i -> init(i, 1, 0, "avc1.6e001e"))),
                breaks(
                        "sample_rate",
                        "half the samples",
                        s -> s.changeInit(
                                SOUND, i -> new InitSegment(1, true, 48_000, 0, "mp4a.40.2", 0, 0, true, 22_050))),
                breaks("h264_level", "level 6", s -> s.changeInit(HIGH, i -> init(i, 1, 0, "avc1.64003c"))),
                breaks(
                        "peak_to_average",
                        "a burst",
                        s -> s.changeStored(HIGH, list -> {
                            list.set(3, new Stored(3, list.get(3).sizeBytes() * 9));
                            return list;
                        })),
                breaks("key_frame_distance", "long groups", s -> s.timeline = groups(s.timeline, 100)));
    }

    private static Arguments breaks(String rule, String how, Consumer<GoodStream> change) {
        return arguments(rule, how, change);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void aStreamThatBreaksARuleIsFound(String rule, String how, Consumer<GoodStream> change) {
        var findings = GoodStream.with(change).findings();

        assertThat(findings)
                .filteredOn(f -> f.rule().equals(rule))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.sentence()).doesNotEndWith(".").hasSizeGreaterThan(8));
    }

    @Test
    void aGoodStreamBreaksNone() {
        assertThat(new GoodStream().findings()).isEmpty();
    }

    @Test
    void aSourceWhoseSoundGoesOnIsAsLongAsItsSound() {
        var stream = new GoodStream();
        stream.source = GoodStream.source(430, 300);

        assertThat(stream.findings()).isEmpty();
    }

    @Test
    void aStreamOfSoundAloneIsProvenToo() {
        var stream = new GoodStream();
        stream.tracks.keySet().removeAll(List.of(HIGH, LOW));
        stream.media.keySet().removeAll(List.of(HIGH, LOW));
        stream.multivariant =
                """
                #EXTM3U
                #EXT-X-STREAM-INF:BANDWIDTH=128000,AVERAGE-BANDWIDTH=128000,CODECS="mp4a.40.2"
                a0/index.m3u8
                """;

        assertThat(stream.findings()).isEmpty();
    }

    /** One that became stricter must be remembered by whoever makes it so. */
    @Test
    void aNewRuleMakesANewEdition() {
        assertThat(StreamProof.RULES)
                .as("as many rules as edition %d has; with another one, raise the edition", StreamProof.EDITION)
                .hasSize(26);
        assertThat(StreamProof.EDITION).isEqualTo(1);
    }

    @Test
    void everyRuleIsBrokenHereAndExplained() throws IOException {
        var names = StreamProof.RULES.stream().map(Rule::name).toList();
        var page = Files.readString(Path.of("src/docs/architecture.md"));

        assertThat(broken().map(a -> (String) a.get()[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static List<Stored> drop(List<Stored> list, int number) {
        list.removeIf(s -> s.number() == number);
        return list;
    }

    private static List<Stored> twice(List<Stored> list) {
        list.add(list.get(0));
        return list;
    }

    private static List<Stored> add(List<Stored> list, int number) {
        list.add(new Stored(number, 100));
        return list;
    }

    /** Moves ticks from one segment to the next. */
    private static List<Long> move(List<Long> ticks, int from, long howMany) {
        ticks.set(from, ticks.get(from) - howMany);
        ticks.set(from + 1, ticks.get(from + 1) + howMany);
        return ticks;
    }

    private static List<Long> shorten(List<Long> ticks, long by) {
        ticks.set(ticks.size() - 1, ticks.get(ticks.size() - 1) - by);
        return ticks;
    }

    private static List<Long> joined(List<Long> ticks) {
        ticks.set(0, ticks.get(0) + ticks.remove(1));
        return ticks;
    }

    private static Timeline gap(Timeline good) {
        var segments = new ArrayList<>(good.segments());
        var second = segments.get(1);
        segments.set(1, new Segment(1, second.firstFrame() + 1, second.frames() - 1));
        return new Timeline(good.grid(), segments, good.chunks());
    }

    private static Timeline late(Timeline good) {
        var segments = new ArrayList<>(good.segments());
        segments.set(0, new Segment(0, 1, segments.get(0).frames() - 1));
        return new Timeline(good.grid(), segments, good.chunks());
    }

    private static Timeline overlap(Timeline good) {
        var chunks = new ArrayList<>(good.chunks());
        chunks.set(0, new Chunk(0, 0, 2));
        return new Timeline(good.grid(), good.segments(), chunks);
    }

    private static Timeline longer(Timeline good) {
        return new Timeline(new Grid(FrameRate.of(25), 500, 50), good.segments(), good.chunks());
    }

    private static Timeline groups(Timeline good, int gopFrames) {
        return new Timeline(
                new Grid(good.grid().rate(), good.grid().frames(), gopFrames), good.segments(), good.chunks());
    }

    private static void repeatVariants(GoodStream stream) {
        stream.multivariant += stream.multivariant.substring(stream.multivariant.indexOf("#EXT-X-STREAM-INF"));
    }

    private static Track otherInit(Track t) {
        return new Track(t.name(), t.timescale(), t.ticks(), t.frameTicks(), t.size(), t.init(), false, t.stored());
    }

    private static InitSegment init(InitSegment i, int tracks, int edits, String codecs) {
        return new InitSegment(
                tracks,
                i.fragmented(),
                i.timescale(),
                edits,
                codecs,
                i.width(),
                i.height(),
                i.squarePixels(),
                i.sampleRate());
    }
}
