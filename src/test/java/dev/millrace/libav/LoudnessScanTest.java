package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.job.Job;
import dev.millrace.media.Loudness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound is measured, made as loud as all other, and does not clip. */
class LoudnessScanTest {

    private static final int GROUP = 94;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "level {0}, {1} channels")
    @CsvSource({"-34, 2", "-20, 2", "-6, 2", "-26, 1"})
    void theOutputIsAsLoudAsWanted(double level, int channels) throws Exception {
        var file = noise(folder.resolve("source.wav"), 48_000, channels, 40, random -> level, 3);
        var rendering = Rendering.of(file, folder, GROUP, 4);
        var before = scan(rendering, true);
        double gain = Math.min(-16 - before.integratedLufs(), -2 - before.truePeakDbtp());
        var grid = rendering.encodeSound(rendering.sound(0, 2), "a0", 3, gain);

        var after = loudnessOf(rendering.joined("a0"));
        assertThat(before.whole()).isTrue();
        assertThat(after.integratedLufs()).isCloseTo(before.integratedLufs() + gain, within(0.3));
        assertThat(after.truePeakDbtp()).isLessThanOrEqualTo(-1);
        assertThat(grid.segments()).isGreaterThan(8);
    }

    /** Scenes of 2 to 40 seconds between whispers and shouts: parts of it tell what all of it is. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    void anEstimateIsNearTheTruth(int seed) throws Exception {
        var file = noise(folder.resolve("source.wav"), 8_000, 1, 1_000, random -> -45 + 33 * random.nextDouble(), seed);
        var rendering = Rendering.of(file, folder, GROUP, 4);
        var estimate = scan(rendering, false);
        var whole = scan(rendering, true);

        assertThat(estimate.whole()).isFalse();
        assertThat(whole.whole()).isTrue();
        assertThat(estimate.integratedLufs()).isCloseTo(whole.integratedLufs(), within(0.7));
        assertThat(estimate.truePeakDbtp()).isGreaterThan(whole.truePeakDbtp() - 2);
    }

    @Test
    void silenceIsNoLoudness() {
        var film = SampleFilm.in("wav").soundOnly(SampleSound.of("pcm_s16le", 48_000, 2, 0.2));

        assertThat(scan(Rendering.of(film.make(), folder, GROUP, 4), false).integratedLufs())
                .isNull();
    }

    private static Loudness scan(Rendering rendering, boolean whole) {
        long samples = (long) (rendering.facts.durationSeconds() * 48_000);
        return LoudnessScan.measure(new Job.MeasureLoudness(rendering.sound(0, 2), samples, whole), event -> {});
    }

    private static Loudness loudnessOf(Path file) {
        var meter = new LoudnessMeter(2);
        meter.add(new float[][] {SoundSamples.of(file, 0), SoundSamples.of(file, 1)});
        return meter.result(true);
    }

    private interface Level {
        double next(Random random);
    }

    /** Pink-like noise in scenes of random length, each of one level in dBFS; 16-bit WAV, half a second of silence between. */
    private static Path noise(Path file, int rate, int channels, int seconds, Level level, int seed)
            throws IOException {
        var random = new Random(seed);
        int samples = seconds * rate;
        var data = ByteBuffer.allocate(44 + samples * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        data.put("RIFF".getBytes()).putInt(36 + samples * channels * 2).put("WAVEfmt ".getBytes());
        data.putInt(16).putShort((short) 1).putShort((short) channels).putInt(rate);
        data.putInt(rate * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
        data.put("data".getBytes()).putInt(samples * channels * 2);
        double smooth = 0;
        double amplitude = 0;
        int sceneEnd = 0;
        for (int i = 0; i < samples; i++) {
            if (i >= sceneEnd) {
                sceneEnd = i + rate * 2 + random.nextInt(rate * 38);
                amplitude = Math.pow(10, level.next(random) / 20);
            }
            smooth += 0.08 * (random.nextGaussian() - smooth);
            double syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 3 * i / rate);
            double value = sceneEnd - i < rate / 2 ? 0 : 2 * smooth * amplitude * syllable;
            for (int channel = 0; channel < channels; channel++) {
                data.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767))));
            }
        }
        return Files.write(file, data.array());
    }
}
