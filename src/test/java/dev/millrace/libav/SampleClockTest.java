package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.millrace.media.TimeBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleClockTest {

    private static final TimeBase MILLISECONDS = new TimeBase(1, 1000);
    private static final int RATE = 48_000;

    @Test
    void believesAnExactStamp() {
        var clock = new SampleClock(new TimeBase(1, 44_100), 0, RATE);

        assertThat(clock.place(441, 1024, 44_100)).isCloseTo(480, within(0.001));
        assertThat(clock.coarse()).isFalse();
    }

    @Test
    void countsFromTheOrigin() {
        var clock = new SampleClock(MILLISECONDS, 10, RATE);

        assertThat(clock.place(10_500, 1024, RATE)).isCloseTo(24_000, within(0.001));
        assertThat(clock.coarse()).isTrue();
    }

    /** Stamps rounded to milliseconds, 48 samples; after a while the place is known to a sample or two. */
    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {44_100, 48_000, 22_050})
    void learnsThePlaceFromManyRoundedStamps(int rate) {
        var clock = new SampleClock(MILLISECONDS, 0, RATE);
        double place = 0;
        for (int block = 100; block < 140; block++) {
            double seconds = 1024.0 * block / rate;
            place = clock.place(Math.round(seconds * 1000), 1024, rate) - seconds * RATE;
        }

        assertThat(place).isCloseTo(0, within(2.0));
    }

    @Test
    void forgetsTheStampOfAFirstBlockWhenThereAreOthers() {
        var clock = new SampleClock(MILLISECONDS, 0, RATE);
        clock.place(1, 960, RATE);

        assertThat(clock.place(20, 960, RATE)).isCloseTo(960, within(0.001));
    }

    @Test
    void whatWasLearnedHoldsWhenTheSameSoundComesAgain() {
        var clock = new SampleClock(MILLISECONDS, 0, RATE);
        clock.place(1, 960, RATE);
        clock.place(20, 960, RATE);
        clock.rewind();

        assertThat(clock.place(1, 960, RATE)).isCloseTo(0, within(0.001));
    }

    @Test
    void aJumpCounts() {
        var clock = new SampleClock(MILLISECONDS, 0, RATE);
        clock.place(0, 960, RATE);
        clock.place(20, 960, RATE);

        assertThat(clock.place(1040, 960, RATE)).isCloseTo(1040 * 48, within(0.001));
    }

    @Test
    void knowsNothingWithoutStamps() {
        var clock = new SampleClock(MILLISECONDS, 0, RATE);

        assertThat(clock.place(AV_NOPTS_VALUE, 960, RATE)).isNaN();
    }
}
