package dev.millrace.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes, rates and instants, against the same sums done in integers without a limit. */
class ArithmeticTest {

    private static final List<FrameRate> RATES = List.of(
            new FrameRate(24000, 1001),
            FrameRate.of(24),
            FrameRate.of(25),
            new FrameRate(30000, 1001),
            FrameRate.of(60),
            new FrameRate(60000, 1001),
            new FrameRate(100, 9),
            FrameRate.of(240));

    private static final List<TimeBase> BASES = List.of(
            new TimeBase(1, 90_000),
            new TimeBase(1, 1000),
            new TimeBase(1, 12_800),
            new TimeBase(1, 48_000),
            new TimeBase(1001, 30_000),
            new TimeBase(1, 1_000_000));

    private static final long TWELVE_HOURS = 12 * 3600;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anInstantFallsIntoTheNearestSlot(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            var rate = RATES.get(random.nextInt(RATES.size()));
            var base = BASES.get(random.nextInt(BASES.size()));
            long ticks = randomTicks(random, base);

            // slot = floor(x + 1/2), x = ticks · base · rate
            var over = big(ticks).multiply(big(base.numerator())).multiply(big(rate.numerator()));
            var under = big(base.denominator()).multiply(big(rate.denominator()));
            assertThat(rate.slotAt(ticks, base))
                    .isEqualTo(roundedHalfUp(over, under).longValueExact());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anInstantIsCountedInTicksOfAnotherClock(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            var from = BASES.get(random.nextInt(BASES.size()));
            var to = BASES.get(random.nextInt(BASES.size()));
            long ticks = randomTicks(random, from);

            var over = big(ticks).multiply(big(from.numerator())).multiply(big(to.denominator()));
            var under = big(from.denominator()).multiply(big(to.numerator()));
            assertThat(new Timestamp(ticks, from).in(to))
                    .isEqualTo(roundedHalfUp(over, under).longValueExact());
        }
    }

    @Test
    void tiesGoUp() {
        assertThat(FrameRate.of(1).slotAt(500, new TimeBase(1, 1000))).isOne();
        assertThat(FrameRate.of(1).slotAt(499, new TimeBase(1, 1000))).isZero();
        assertThat(FrameRate.of(1).slotAt(-500, new TimeBase(1, 1000))).isZero();
        assertThat(FrameRate.of(1).slotAt(-501, new TimeBase(1, 1000))).isEqualTo(-1);
        assertThat(new Timestamp(1, new TimeBase(1, 2)).in(new TimeBase(1, 1))).isOne();
        assertThat(new Timestamp(-1, new TimeBase(1, 2)).in(new TimeBase(1, 1))).isZero();
    }

    /** A hostile clock must not wrap round into a plausible slot. */
    @Test
    void whatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> new FrameRate(60000, 1001).slotAt(Long.MAX_VALUE / 3, new TimeBase(1, 90_000)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Timestamp(Long.MAX_VALUE, new TimeBase(1, 1)).in(new TimeBase(1, 90_000)))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest(name = "{0}/{1} is {2}")
    @CsvSource({"50, 2, 25/1", "30000, 1001, 30000/1001", "60000, 2002, 30000/1001", "1, 1, 1/1"})
    void ratesAreInLowestTerms(int numerator, int denominator, String text) {
        assertThat(new FrameRate(numerator, denominator)).hasToString(text);
    }

    @Test
    void ratesAndClocksAndPicturesArePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameRate(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameRate(25, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeBase(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Resolution(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bitrate(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Orientation(4, false));
    }

    @ParameterizedTest(name = "{0}x{1} at {2} is {3}")
    @CsvSource({
        "1920, 1080, 720, 1280x720",
        "1080, 1920, 720, 720x1280",
        "854, 480, 360, 640x360",
        "1998, 1080, 480, 888x480",
        "642, 642, 480, 480x480",
        "4000, 16, 16, 4000x16"
    })
    void scalesByTheShortSide(int width, int height, int target, String scaled) {
        assertThat(new Resolution(width, height).withShortSide(target)).hasToString(scaled);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void scaledPicturesKeepTheirShape(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var size = new Resolution(16 + random.nextInt(8177), 16 + random.nextInt(8177));
            int target = 2 * (8 + random.nextInt(1000));
            var scaled = size.withShortSide(target);

            assertThat(scaled.width() % 2 + scaled.height() % 2).isZero();
            assertThat(scaled.shortSide()).isEqualTo(target);
            // the long side is the exact one, rounded to the nearest even number
            double exact = (double) target * Math.max(size.width(), size.height()) / size.shortSide();
            assertThat(Math.abs(Math.max(scaled.width(), scaled.height()) - exact))
                    .isLessThanOrEqualTo(1.0001);
            assertThat(size.even().width()).isBetween(size.width() - 1, size.width() + 1);
        }
    }

    static Iterable<Integer> seeds() {
        return IntStream.range(0, 10).boxed().toList();
    }

    private static long randomTicks(Random random, TimeBase base) {
        long range = TWELVE_HOURS * base.denominator() / base.numerator();
        return random.nextLong(-range / 10, range);
    }

    private static BigInteger roundedHalfUp(BigInteger over, BigInteger under) {
        var doubled = over.shiftLeft(1).add(under);
        var parts = doubled.divideAndRemainder(under.shiftLeft(1));
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
