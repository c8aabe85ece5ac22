package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTimelineTest {

    private static final int BLOCK = 4;
    private static final int TOLERANCE = 2;

    private final List<Float> laid = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();

    @Test
    void handsOutWholeBlocks() {
        var timeline = timeline(0, 8);
        timeline.add(0, two(ramp(1, 3)), 3);
        assertThat(starts).isEmpty();
        timeline.add(3, two(ramp(4, 5)), 5);

        assertThat(starts).containsExactly(0L, 4L);
        assertThat(laid).containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);
        assertThat(timeline.finished()).isTrue();
    }

    @Test
    void putsTheFirstSampleExactlyWhereItBelongs() {
        var timeline = timeline(0, 8);
        timeline.add(1, two(ramp(1, 3)), 3); // less off than the tolerance
        timeline.finish();

        assertThat(laid).containsExactly(0f, 1f, 2f, 3f, 0f, 0f, 0f, 0f);
    }

    @Test
    void dropsWhatLiesBeforeTheStart() {
        var timeline = timeline(8, 12);
        timeline.add(2, two(ramp(1, 4)), 4);
        timeline.add(6, two(ramp(5, 4)), 4);
        timeline.finish();

        assertThat(starts).containsExactly(8L);
        assertThat(laid).containsExactly(7f, 8f, 0f, 0f);
    }

    @Test
    void followsOnWhileStampsAreNearlyRight() {
        var timeline = timeline(0, 8);
        timeline.add(0, two(ramp(1, 3)), 3);
        timeline.add(5, two(ramp(4, 3)), 3);
        timeline.add(4, two(ramp(7, 2)), 2);

        assertThat(laid).containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);
    }

    @Test
    void fillsAGapWithSilence() {
        var timeline = timeline(0, 8);
        timeline.add(0, two(ramp(1, 2)), 2);
        timeline.add(6, two(ramp(3, 2)), 2);

        assertThat(laid).containsExactly(1f, 2f, 0f, 0f, 0f, 0f, 3f, 4f);
    }

    @Test
    void dropsWhatOverlaps() {
        var timeline = timeline(0, 8);
        timeline.add(0, two(ramp(1, 6)), 6);
        timeline.add(2, two(ramp(3, 6)), 6);

        assertThat(laid).containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);
    }

    @Test
    void withoutStampsSamplesFollowOneAnother() {
        var timeline = timeline(4, 12);
        timeline.add(SampleTimeline.FOLLOWS, two(ramp(1, 5)), 5);
        timeline.add(SampleTimeline.FOLLOWS, two(ramp(6, 9)), 9);

        assertThat(laid).containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);
        assertThat(starts).containsExactly(4L, 8L);
    }

    /** However sound is cut into pieces and wherever a run begins, a sample ends up at its own place. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void runsAgreeOnEverySample(int seed) {
        var random = new Random(seed);
        long start = BLOCK * random.nextInt(20);
        long end = start + BLOCK * (1 + random.nextInt(20));
        var timeline = timeline(start, end);
        long at = Math.max(0, start - random.nextInt(30));
        while (at < end) {
            int count = 1 + random.nextInt(9);
            timeline.add(at, two(ramp(at + 1, count)), count);
            at += count;
        }

        assertThat(timeline.finished()).isTrue();
        assertThat(laid).hasSize((int) (end - start));
        for (int i = 0; i < laid.size(); i++) {
            assertThat(laid.get(i)).isEqualTo((float) (start + i + 1));
        }
    }

    static Iterable<Integer> seeds() {
        return IntStream.range(0, 30).boxed().toList();
    }

    private SampleTimeline timeline(long start, long end) {
        return new SampleTimeline(2, start, end, BLOCK, TOLERANCE, (first, channels) -> {
            assertThat(channels[0]).isEqualTo(channels[1]);
            starts.add(first);
            for (float sample : channels[0]) {
                laid.add(sample);
            }
        });
    }

    private static float[][] two(float[] samples) {
        return new float[][] {samples, samples};
    }

    private static float[] ramp(long first, int count) {
        var samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = first + i;
        }
        return samples;
    }
}
