package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd files of the world: their sound is in the output where their own time stamps put it beside the first picture. */
@EnabledIfEnvironmentVariable(named = "MILLRACE_TEST_MEDIA", matches = ".+")
class RealSoundTest {

    private static final int RATE = 48_000;

    /** 1 ms. */
    private static final int ALIGNED = RATE / 1000;

    private static final int REACH = RATE / 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicate-audio-dts.ts",
                "shorter-audio.mp4",
                "edit-list-video-starts-1s.mp4",
                "portrait-vfr-late-audio.mp4",
                "portrait-720x1080.mp4",
                "mpeg2-1080p.ts",
                "bbb-480p-30s.mp4",
                "mjpeg-422-pcm.avi",
                "mpeg4-amr.3gp",
                "phone-rotated-minus90.mov"
            })
    void keepsTheOffset(String name) throws Exception {
        var file = Path.of(System.getenv("MILLRACE_TEST_MEDIA"), name);
        var rendering = Rendering.of(file, folder, 50, 2);
        var track = rendering.facts.audio().get(0).index();
        rendering.encodeSound(track, "a0", 2);
        var made = SoundSamples.of(rendering.joined("a0"));
        var source = asStamped(file, track, rendering.facts.origin().seconds(), made.length);

        int third = made.length / 3;
        for (int part = 0; part < 3; part++) {
            int from = part * third;
            if (SoundSamples.loudness(source, from, from + third) > 0.0002) {
                int lag = lag(source, made, from, from + third);
                assertThat(Math.abs(lag)).as("lag in part %d of %s", part, name).isLessThanOrEqualTo(ALIGNED);
            }
        }
    }

    /** The source's sound, each decoded block put where its own time stamp says. */
    private static float[] asStamped(Path file, int track, double origin, int length) {
        var samples = new float[length];
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}))) {
            source.only(track);
            double tick = source.timeBase(track).seconds(1);
            var at = new long[1];
            try (var resampler = new SoundResampler(2, RATE, (channels, count) -> {
                        for (int i = 0; i < count; i++, at[0]++) {
                            if (at[0] >= 0 && at[0] < length) {
                                samples[(int) at[0]] = channels[0][i];
                            }
                        }
                    });
                    var decoder = new Decoder(source.stream(track), 1, sound -> {
                        at[0] = Math.round((sound.pts() * tick - origin) * RATE - resampler.delay());
                        resampler.accept(sound);
                    })) {
                for (var packet = source.next(); packet != null; packet = source.next()) {
                    if (packet.stream_index() == track) {
                        decoder.accept(packet);
                    }
                }
                decoder.drain();
            }
        }
        return samples;
    }

    /** Samples by which {@code made} comes later than {@code source} where both are most alike. */
    private static int lag(float[] source, float[] made, int from, int to) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        int begin = from + REACH;
        int end = Math.min(to - REACH, begin + 2 * RATE);
        for (int lag = -REACH; lag <= REACH; lag++) {
            double sum = 0;
            for (int i = begin; i < end; i++) {
                sum += source[i] * made[i + lag];
            }
            if (sum > most) {
                most = sum;
                best = lag;
            }
        }
        return best;
    }
}
