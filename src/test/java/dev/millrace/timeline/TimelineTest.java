package dev.millrace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

    private static final List<FrameRate> RATES = List.of(
            new FrameRate(24000, 1001),
            FrameRate.of(24),
            FrameRate.of(25),
            new FrameRate(30000, 1001),
            FrameRate.of(30),
            FrameRate.of(50),
            new FrameRate(60000, 1001),
            FrameRate.of(60),
            FrameRate.of(1),
            new FrameRate(100, 9));

    @ParameterizedTest(name = "film {0}")
    @MethodSource("seeds")
    void coversTheFilmWithoutGapOrOverlap(int seed) {
        var random = new Random(seed);
        var grid = Grid.of(RATES.get(random.nextInt(RATES.size())), 1 + random.nextInt(200_000));
        var timeline = Timeline.plan(grid, randomKeys(random, grid));

        long next = 0;
        for (var segment : timeline.segments()) {
            assertThat(segment.firstFrame()).isEqualTo(next);
            assertThat(segment.frames()).isPositive();
            assertThat(segment.firstFrame() % grid.gopFrames()).isZero();
            next = segment.endFrame();
        }
        assertThat(next).isEqualTo(grid.frames());
        int nextSegment = 0;
        for (var chunk : timeline.chunks()) {
            assertThat(chunk.firstSegment()).isEqualTo(nextSegment);
            assertThat(chunk.segments()).isPositive();
            nextSegment = chunk.endSegment();
        }
        assertThat(nextSegment).isEqualTo(timeline.segments().size());
    }

    @ParameterizedTest(name = "film {0}")
    @MethodSource("seeds")
    void cutsSoundAtTheFrameNearestToThePicture(int seed) {
        var random = new Random(seed);
        var grid = Grid.of(RATES.get(random.nextInt(RATES.size())), 1 + random.nextInt(50_000));
        var timeline = Timeline.plan(grid, List.of());
        var sound = AudioGrid.along(timeline, 48_000);

        assertThat(sound.segments()).isEqualTo(timeline.segments().size());
        for (var segment : timeline.segments()) {
            double cut = sound.firstSample(segment.number()) / 48_000.0;
            assertThat(cut)
                    .isBetween(
                            grid.seconds(segment.firstFrame()) - 0.0107, grid.seconds(segment.firstFrame()) + 0.0107);
            assertThat(sound.samples(segment.number())).isPositive();
        }
        double end = sound.firstSample(sound.segments()) / 48_000.0;
        assertThat(end).isBetween(grid.seconds(grid.frames()), grid.seconds(grid.frames()) + 0.0214);
    }

    @Test
    void beginsWithShortSegmentsAndAChunkOfOne() {
        var timeline = Timeline.plan(Grid.of(FrameRate.of(24), 720), List.of(0L, 240L, 480L));

        assertThat(timeline.segments()).extracting(Segment::frames).containsExactly(48, 48, 48, 96, 96, 96, 96, 96, 96);
        assertThat(timeline.chunks().get(0)).isEqualTo(new Chunk(0, 0, 1));
    }

    @Test
    void beginsChunksWhereTheSourceHasKeyFrames() {
        // key frames every 10 s, the first one 1.2 s after a segment boundary
        var keys = LongStream.range(0, 60).map(i -> i * 250 + 30).boxed().toList();
        var timeline = Timeline.plan(Grid.of(FrameRate.of(25), 25 * 600), keys);

        double preRoll = timeline.chunks().stream()
                .skip(1)
                .limit(timeline.chunks().size() - 2L)
                .mapToLong(
                        c -> preRoll(timeline.segments().get(c.firstSegment()).firstFrame(), keys))
                .average()
                .orElseThrow();
        assertThat(preRoll)
                .as("pictures decoded for nothing at the start of a chunk")
                .isLessThan(90);
    }

    @Test
    void makesOneChunkOfAFilmThatCannotBeEntered() {
        var timeline = Timeline.plan(Grid.of(FrameRate.of(25), 25 * 600), null);

        assertThat(timeline.chunks()).hasSize(1);
    }

    @Test
    void neverMakesAChunkLongerThanHalfAMinute() {
        var timeline = Timeline.plan(Grid.of(FrameRate.of(30), 30 * 7200), List.of(0L));

        assertThat(timeline.chunks()).allSatisfy(chunk -> {
            long frames = timeline.segmentsOf(chunk).stream()
                    .mapToLong(Segment::frames)
                    .sum();
            assertThat(frames).isLessThanOrEqualTo(30 * 30);
        });
    }

    @Test
    void keepsDurationsExactOnTheTimescale() {
        var grid = Grid.of(new FrameRate(30000, 1001), 1000);

        assertThat(grid.timescale()).isEqualTo(30000);
        assertThat(grid.frameTicks()).isEqualTo(1001);
        assertThat(grid.gopFrames()).isEqualTo(59);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static List<Long> randomKeys(Random random, Grid grid) {
        var keys = new ArrayList<Long>();
        for (long slot = 0; slot < grid.frames(); slot += 1 + random.nextInt(600)) {
            keys.add(slot);
        }
        return keys;
    }

    private static long preRoll(long slot, List<Long> keys) {
        return slot - keys.stream().filter(k -> k <= slot).reduce(0L, (a, b) -> b);
    }

    @Test
    void everySlotIsInTheSegmentThatHasIt() {
        var timeline = Timeline.plan(Grid.of(FrameRate.of(25), 1_017), null);

        for (var segment : timeline.segments()) {
            assertThat(timeline.segmentAt(segment.firstFrame())).isEqualTo(segment);
            assertThat(timeline.segmentAt(segment.endFrame() - 1)).isEqualTo(segment);
        }
    }
}
