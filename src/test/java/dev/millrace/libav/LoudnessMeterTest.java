package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.media.Loudness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test signals of EBU Tech 3341 and 3342 and of ITU-R BS.2217, as far as they can be computed. */
class LoudnessMeterTest {

    private static final int RATE = 48_000;

    private final LoudnessMeter meter = new LoudnessMeter(2);
    private long position;

    @ParameterizedTest(name = "{0} dBFS")
    @CsvSource({"-23", "-33", "-6"})
    void aToneInBothChannelsIsAsLoudAsItsPeak(double level) {
        tone(20, level);

        assertThat(measured().integratedLufs()).isCloseTo(level, within(0.1));
        assertThat(measured().truePeakDbtp()).isCloseTo(level, within(0.1));
        assertThat(measured().rangeLu()).isCloseTo(0, within(0.1));
    }

    /** Tech 3341, case 3: what is 10 LU softer than the rest does not count. */
    @Test
    void softPartsDoNotCount() {
        tone(10, -36);
        tone(60, -23);
        tone(10, -36);

        assertThat(measured().integratedLufs()).isCloseTo(-23, within(0.1));
    }

    /** Tech 3341, case 4: nor does silence. */
    @Test
    void silenceDoesNotCount() {
        tone(10, -72);
        tone(10, -36);
        tone(60, -23);
        tone(10, -36);
        tone(10, -72);

        assertThat(measured().integratedLufs()).isCloseTo(-23, within(0.1));
    }

    /** Tech 3341, case 5. */
    @Test
    void whatIsLeftIsAveraged() {
        tone(20, -26);
        tone(20.1, -20);
        tone(20, -26);

        assertThat(measured().integratedLufs()).isCloseTo(-23, within(0.1));
    }

    /** Tech 3341, case 6: five channels, the surrounds count for more, the LFE not at all. */
    @Test
    void surroundIsWeighted() {
        var surround = new LoudnessMeter(6);
        double[] levels = {-28, -28, -24, -3, -30, -30};
        for (int second = 0; second < 20; second++) {
            var block = new float[6][];
            for (int i = 0; i < 6; i++) {
                block[i] = sine(1000, levels[i], 0, (long) second * RATE, RATE);
            }
            surround.add(block);
        }

        assertThat(surround.result(true).integratedLufs()).isCloseTo(-23, within(0.1));
    }

    /** Tech 3342, case 1. */
    @Test
    void knowsTheRange() {
        tone(20, -20);
        tone(20, -30);
        assertThat(measured().rangeLu()).isCloseTo(10, within(1.0));
    }

    /** Tech 3342, case 4. */
    @Test
    void knowsAWiderRange() {
        tone(20, -50);
        tone(20, -35);
        tone(20, -20);
        tone(20, -35);
        tone(20, -50);
        assertThat(measured().rangeLu()).isCloseTo(15, within(1.0));
    }

    /** A quarter of the sample rate, sampled beside its crests: Tech 3341, case 16. */
    @Test
    void findsThePeakBetweenSamples() {
        var block = sine(12_000, -6, Math.PI / 4, 0, RATE);
        meter.add(new float[][] {block, block});

        assertThat(measured().truePeakDbtp()).isCloseTo(-6, within(0.4));
    }

    @Test
    void silenceHasNoLoudness() {
        meter.add(new float[2][RATE]);

        assertThat(measured()).isEqualTo(new Loudness(null, 0, null, true));
    }

    @Test
    void whatIsShorterThanABlockHasNoLoudness() {
        tone(0.3, -20);

        assertThat(measured().integratedLufs()).isNull();
        assertThat(measured().truePeakDbtp()).isCloseTo(-20, within(0.1));
    }

    @Test
    void stretchesAreHeardUnderOneGate() {
        for (double level : new double[] {-20, -60, -20, -60}) {
            tone(4, level);
            meter.gap();
        }

        assertThat(measured().integratedLufs()).isCloseTo(-20, within(0.1));
    }

    private Loudness measured() {
        return meter.result(true);
    }

    private void tone(double seconds, double level) {
        int samples = (int) (seconds * RATE);
        var block = sine(1000, level, 0, position, samples);
        position += samples;
        meter.add(new float[][] {block, block});
    }

    private static float[] sine(double hertz, double level, double phase, long from, int count) {
        var samples = new float[count];
        double amplitude = Math.pow(10, level / 20);
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * (from + i) / RATE + phase));
        }
        return samples;
    }
}
