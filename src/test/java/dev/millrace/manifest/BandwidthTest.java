package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.manifest.Bandwidth.Measured;
import dev.millrace.media.Bitrate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthTest {

    private static final int MILLIS = 1000;

    @Test
    void averageIsAllBitsOverAllTime() {
        var bandwidth = Bandwidth.measured(segments(1000, 4000, 3000, 4000), MILLIS, 4);

        assertThat(bandwidth.average()).isEqualTo(new Bitrate(4000));
    }

    @Test
    void peakIsTheDearestSegment() {
        var bandwidth = Bandwidth.measured(segments(1000, 4000, 3000, 4000, 1000, 4000), MILLIS, 4);

        assertThat(bandwidth.peak()).isEqualTo(new Bitrate(6000));
    }

    @Test
    void aSegmentShorterThanHalfTheTargetCountsOnlyTogetherWithItsNeighbours() {
        var bandwidth = Bandwidth.measured(segments(4000, 4000, 3000, 1000), MILLIS, 4);

        assertThat(bandwidth.peak()).as("7000 bytes in 5 s").isEqualTo(new Bitrate(11_200));
    }

    @Test
    void halfTheTargetIsLongEnough() {
        var bandwidth = Bandwidth.measured(segments(4000, 4000, 3000, 2000), MILLIS, 4);

        assertThat(bandwidth.peak()).isEqualTo(new Bitrate(12_000));
    }

    @Test
    void whenNoRunIsLongEnoughThePeakIsTheAverage() {
        var bandwidth = Bandwidth.measured(segments(1000, 400), MILLIS, 1);

        assertThat(bandwidth.peak()).isEqualTo(bandwidth.average()).isEqualTo(new Bitrate(20_000));
    }

    @Test
    void aMissingSegmentEndsARun() {
        var apart = List.of(new Measured(0, 1000, 1000), new Measured(2, 9000, 1000), new Measured(3, 1000, 1000));

        assertThat(Bandwidth.measured(apart, MILLIS, 4).peak())
                .as("9000 and 1000 bytes in 2 s")
                .isEqualTo(new Bitrate(40_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void peakIsWhatTryingEveryRunFinds(long seed) {
        var random = new Random(seed);
        var segments = new ArrayList<Measured>();
        for (int i = 0; i < 200; i++) {
            segments.add(new Measured(i, 1 + random.nextInt(2_000_000), 1 + random.nextInt(4499)));
        }

        assertThat(Bandwidth.measured(segments, MILLIS, 4).peak().bitsPerSecond())
                .isEqualTo((long) Math.ceil(peakByTryingEveryRun(segments, 4)));
    }

    @Test
    void estimatesFromThePlanWhenNothingIsThere() {
        var bandwidth = Bandwidth.estimated(Bitrate.kilobits(3000), List.of(), MILLIS, 4);

        assertThat(bandwidth).isEqualTo(new Bandwidth(Bitrate.kilobits(3000), Bitrate.kilobits(2100)));
    }

    @Test
    void whatIsMeasuredOutweighsThePlanMoreAndMore() {
        long after1 = estimateAfter(1);
        long after10 = estimateAfter(10);
        long after1000 = estimateAfter(1000);

        assertThat(after1).isLessThan(2_100_000).isGreaterThan(after10);
        assertThat(after10).isGreaterThan(after1000);
        assertThat(after1000).isBetween(1_000_000L, 1_020_000L);
    }

    @Test
    void anEstimatedPeakIsNotBelowTheMeasuredOne() {
        var bandwidth = Bandwidth.estimated(new Bitrate(1000), segments(4000, 4000), MILLIS, 4);

        assertThat(bandwidth.peak()).isEqualTo(new Bitrate(8000));
    }

    @Test
    void nothingCannotBeMeasured() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bandwidth.measured(List.of(), MILLIS, 4));
    }

    /** A film of 1 Mbit/s whose cap is 3 Mbit/s, so many segments of 4 s in. */
    private static long estimateAfter(int count) {
        var segments = new ArrayList<Measured>();
        for (int i = 0; i < count; i++) {
            segments.add(new Measured(i, 500_000, 4000));
        }
        return Bandwidth.estimated(Bitrate.kilobits(3000), segments, MILLIS, 4)
                .average()
                .bitsPerSecond();
    }

    /** Pairs of size and milliseconds. */
    private static List<Measured> segments(long... sizesAndTicks) {
        var segments = new ArrayList<Measured>();
        for (int i = 0; i < sizesAndTicks.length; i += 2) {
            segments.add(new Measured(i / 2, sizesAndTicks[i], sizesAndTicks[i + 1]));
        }
        return segments;
    }

    private static double peakByTryingEveryRun(List<Measured> segments, int target) {
        double best = 0;
        for (int from = 0; from < segments.size(); from++) {
            for (int to = from + 1; to <= segments.size(); to++) {
                var run = segments.subList(from, to);
                double seconds = run.stream().mapToLong(Measured::ticks).sum() / 1000.0;
                double bits = run.stream().mapToLong(Measured::sizeBytes).sum() * 8.0;
                if (seconds >= 0.5 * target && seconds <= 1.5 * target) {
                    best = Math.max(best, bits / seconds);
                }
            }
        }
        return best;
    }
}
