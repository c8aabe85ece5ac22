package dev.millrace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import dev.millrace.media.TimeBase;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFinderTest {

    private static final TimeBase MILLIS = new TimeBase(1, 1000);
    private static final TimeBase MPEG = new TimeBase(1, 90_000);
    private static final List<FrameRate> NONSENSE = List.of(new FrameRate(57600, 1), new FrameRate(1000, 1));

    @ParameterizedTest(name = "{0}/{1} becomes {2}/{3}")
    @CsvSource({
        "24000, 1001, 24000, 1001", "24, 1, 24, 1", "25, 1, 25, 1", "30000, 1001, 30000, 1001", "30, 1, 30, 1",
        "50, 1, 50, 1", "60000, 1001, 60000, 1001", "60, 1, 60, 1", "120, 1, 60, 1", "100, 1, 50, 1",
        "120000, 1001, 60000, 1001", "15, 1, 15, 1", "8, 1, 8, 1", "48, 1, 48, 1"
    })
    void knowsAConstantRateFromMillisecondStamps(int num, int den, int wantedNum, int wantedDen) {
        var times = LongStream.range(0, 3000)
                .map(i -> Math.round(i * 1000.0 * den / num))
                .toArray();

        assertThat(RateFinder.find(times, MILLIS, NONSENSE).rate()).isEqualTo(new FrameRate(wantedNum, wantedDen));
    }

    @ParameterizedTest(name = "{0} pictures")
    @CsvSource({"30", "100", "1000"})
    void tellsThirtyFromAlmostThirty(int pictures) {
        var almost = LongStream.range(0, pictures).map(i -> i * 3003).toArray();
        var exactly = LongStream.range(0, pictures).map(i -> i * 3000).toArray();

        assertThat(RateFinder.find(almost, MPEG, List.of()).rate()).isEqualTo(new FrameRate(30000, 1001));
        assertThat(RateFinder.find(exactly, MPEG, List.of()).rate()).isEqualTo(FrameRate.of(30));
    }

    /** In hundredths of a second, as GIF counts. */
    @ParameterizedTest(name = "every {0} hundredths: {1}")
    @CsvSource({"2, 25", "3, 30", "4, 25", "5, 20", "10, 10", "1, 25"})
    void makesMovingPicturesNoFasterThanThirty(int hundredths, int rate) {
        var times = LongStream.range(0, 60).map(i -> i * hundredths).toArray();

        var found = RateFinder.findSlow(
                times, new TimeBase(1, 100), List.of(new FrameRate(100, hundredths), FrameRate.of(100)));

        assertThat(found.rate()).isEqualTo(FrameRate.of(rate));
    }

    /** Films for television of 59.94 fields: a picture stands for two fields, the next for three. */
    @Test
    void knowsTheFilmBehindRepeatedFields() {
        var times =
                LongStream.range(0, 500).map(i -> (5 * i + 1) / 2 * 3003 / 2).toArray();

        var found = RateFinder.find(times, MPEG, List.of(new FrameRate(30000, 1001)));

        assertThat(found.rate()).isEqualTo(new FrameRate(24000, 1001));
        assertThat(found.constant()).isTrue();
    }

    @Test
    void givesAPhoneWithJitterItsNominalRate() {
        var random = new Random(1);
        var times = LongStream.range(0, 900)
                .map(i -> i * 3000 + random.nextInt(900) - 450)
                .sorted()
                .toArray();

        var found = RateFinder.find(times, MPEG, NONSENSE);

        assertThat(found.rate().perSecond()).isBetween(29.9, 30.1);
    }

    @Test
    void givesAScreenCaptureALowRate() {
        var times = LongStream.range(0, 100).map(i -> i * 400 + (i % 3) * 100).toArray();

        var found = RateFinder.find(times, MILLIS, NONSENSE);

        assertThat(found.constant()).isFalse();
        assertThat(found.rate().perSecond()).isLessThan(24);
    }

    @Test
    void takesASinglePictureAsAFilmOfOneSlot() {
        assertThat(RateFinder.find(new long[] {5}, MILLIS, List.of()).rate()).isEqualTo(FrameRate.of(25));
    }

    /** A rate that would lose few of the pictures would drift away from them. */
    @Test
    void aRateWithGapsIsThatOfItsPictures() {
        var times = LongStream.range(0, 2_000)
                .filter(i -> i < 900 || i > 920)
                .map(i -> 3_750 * i)
                .toArray();

        var found = RateFinder.find(times, new TimeBase(1, 90_000), List.of());

        assertThat(found).isEqualTo(new RateFinder.Found(FrameRate.of(24), false));
    }
}
