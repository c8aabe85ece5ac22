package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.job.SoundSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each channel of a source ends up. Its channels sound 300, 600, 900 Hz and so on. */
class SurroundTest {

    private static final int GROUP = 23;
    private static final int RATE = 48_000;
    private static final double SECONDS = 4;

    /** Of full channels: left + centre at -3 dB + surround at -3 dB, all scaled so that they cannot clip. */
    private static final double FRONT = 0.4 / (1 + Math.sqrt(2));

    private static final double SIDE = FRONT / Math.sqrt(2);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({"mpegts, ac3", "mp4, aac", "matroska, flac"})
    void stereoHasTheCentreOnBothSides(String container, String encoder) throws Exception {
        var rendering = rendering(container, SampleSound.of(encoder, RATE, 6, SECONDS));
        rendering.encodeSound(0, "a0", 3);

        assertTones(rendering, "a0", 0, FRONT, 0, SIDE, 0, SIDE, 0);
        assertTones(rendering, "a0", 1, 0, FRONT, SIDE, 0, 0, SIDE);
    }

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({"mpegts, ac3", "mp4, aac"})
    void surroundKeepsEveryChannelInItsPlace(String container, String encoder) throws Exception {
        var rendering = rendering(container, SampleSound.of(encoder, RATE, 6, SECONDS));
        rendering.encodeSound(rendering.sound(0, 6), "a1", 3);

        for (int channel : List.of(0, 1, 2, 4, 5)) { // the encoder itself takes high tones out of the LFE
            var samples = SoundSamples.of(rendering.joined("a1"), channel);
            for (int tone = 0; tone < 6; tone++) {
                assertThat(SoundSamples.tone(samples, RATE, 300 * (tone + 1), RATE))
                        .as("tone %d in channel %d", tone, channel)
                        .isCloseTo(tone == channel ? 0.4 : 0, within(0.02));
            }
        }
    }

    @Test
    void surroundJoinsAsIfItWereEncodedAtOnce() throws Exception {
        var rendering = rendering("mp4", SampleSound.of("aac", RATE, 6, SECONDS));
        rendering.encodeSound(rendering.sound(0, 6), "once", Integer.MAX_VALUE);
        rendering.encodeSound(rendering.sound(0, 6), "runs", 2);

        assertThat(rendering.initHashes("runs"))
                .isEqualTo(rendering.initHashes("once"))
                .hasSize(1);
        var once = SoundSamples.of(rendering.joined("once"), 2);
        var runs = SoundSamples.of(rendering.joined("runs"), 2);
        for (int i = 0; i < (int) (3.8 * RATE); i++) {
            assertThat(runs[i]).isCloseTo(once[i], within(0.06f)); // a whole sample of 900 Hz is 0.047
        }
    }

    @Test
    void monoIsAsLoudOnBothSidesAsItWas() throws Exception {
        var rendering = rendering("mov", SampleSound.of("pcm_s16le", 44_100, 1, SECONDS));
        rendering.encodeSound(0, "a0", 3);

        assertTones(rendering, "a0", 0, 0.4, 0, 0, 0, 0, 0);
        assertTones(rendering, "a0", 1, 0.4, 0, 0, 0, 0, 0);
    }

    /** Eight channels without a word on where they belong: as 7.1 has them. */
    @Test
    void sevenDotOneBecomesStereo() throws Exception {
        var rendering = rendering("matroska", SampleSound.of("flac", 96_000, 8, SECONDS));
        rendering.encodeSound(0, "a0", 3);

        var left = SoundSamples.of(rendering.joined("a0"), 0);
        assertThat(SoundSamples.tone(left, RATE, 900, RATE)).as("centre").isGreaterThan(0.08);
        assertThat(SoundSamples.tone(left, RATE, 2100, RATE)).as("left side").isGreaterThan(0.08);
        assertThat(SoundSamples.tone(left, RATE, 2400, RATE)).as("right side").isLessThan(0.01);
    }

    @Test
    void twoMonoTracksBecomeTheSidesOfOne() throws Exception {
        var film = SampleFilm.in("mp4")
                .soundOnly(SampleSound.of("aac", RATE, 1, SECONDS).chord())
                .sound(SampleSound.of("aac", RATE, 1, SECONDS).startingAt(0.5));
        var rendering = Rendering.of(film.make(), folder, GROUP, 1);
        var one = rendering.sound(0, 2);
        rendering.encodeSound(new SoundSource(one.path(), 0, 1, one.origin(), one.seeking(), 2, RATE), "a0", 2);

        var left = SoundSamples.of(rendering.joined("a0"), 0);
        var right = SoundSamples.of(rendering.joined("a0"), 1);
        assertThat(SoundSamples.tone(left, RATE, 300, RATE)).isCloseTo(0.4, within(0.01));
        assertThat(SoundSamples.tone(left, RATE, 440, RATE)).isLessThan(0.01);
        assertThat(SoundSamples.tone(right, RATE, 440, RATE)).isCloseTo(0.4, within(0.01));
        assertThat(SoundSamples.tone(right, RATE, 300, RATE)).isLessThan(0.01);
        assertThat(SoundSamples.onset(right, 0, 0.2)).isCloseTo(RATE / 2, within(200));
    }

    private Rendering rendering(String container, SampleSound sound) {
        return Rendering.of(SampleFilm.in(container).soundOnly(sound.chord()).make(), folder, GROUP, 1);
    }

    private static void assertTones(Rendering rendering, String rendition, int channel, double... amplitudes) {
        var samples = SoundSamples.of(rendering.joined(rendition), channel);
        for (int tone = 0; tone < amplitudes.length; tone++) {
            assertThat(SoundSamples.tone(samples, RATE, 300 * (tone + 1), RATE))
                    .as("tone %d in channel %d", tone, channel)
                    .isCloseTo(amplitudes[tone], within(0.015));
        }
    }
}
