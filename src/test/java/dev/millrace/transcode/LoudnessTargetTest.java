package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.media.Loudness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoudnessTargetTest {

    @ParameterizedTest(name = "{0} LUFS with peaks of {1} dBTP, {2}: {3} dB")
    @CsvSource({
        "-23, -12, true, 7", // all the way
        "-10, -0.5, true, -6", // softer
        "-23, -5, true, 3", // peaks forbid more
        "-23, -5, false, 1", // and there may be higher ones
        "-60, -50, true, 30", // noise stays soft
        "-14, 1.5, true, -3.5" // it would clip
    })
    void bringsSoundToTheTarget(double lufs, double peak, boolean whole, double gain) {
        assertThat(LoudnessTarget.gain(new Loudness(lufs, 5, peak, whole))).isCloseTo(gain, within(1e-9));
    }

    @Test
    void leavesSilenceAlone() {
        assertThat(LoudnessTarget.gain(new Loudness(null, 0, null, true))).isZero();
        assertThat(LoudnessTarget.gain(new Loudness(null, 0, -3.0, true))).isZero();
    }

    @Test
    void missesByMoreThanOneUnit() {
        assertThat(LoudnessTarget.missed(heard(-20.0, -9), heard(-20.9, -9), 4)).isFalse();
        assertThat(LoudnessTarget.missed(heard(-20.0, -9), heard(-21.1, -9), 4)).isTrue();
    }

    @Test
    void missesWhenAPeakWasNotHeard() {
        assertThat(LoudnessTarget.missed(heard(-20.0, -9), heard(-20.0, -4.5), 4))
                .isTrue();
        assertThat(LoudnessTarget.missed(heard(-20.0, -9), heard(-20.0, -4.5), -4))
                .isFalse();
    }

    private static Loudness heard(double lufs, double peak) {
        return new Loudness(lufs, 5, peak, false);
    }
}
