package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** Decodes a rendition's sound, from time zero on. */
final class SoundSamples {

    private SoundSamples() {}

    /** The left channel: samples at their own times; where there is none it stays silent. Damage is an error. */
    static float[] of(Path file) {
        return of(file, 0);
    }

    static float[] of(Path file, int channel) {
        return of(file, channel, 0);
    }

    /**
     * @param from sample of the track's clock that is the first of the result
     */
    static float[] of(Path file, int channel, long from) {
        Libav.load();
        var samples = new Object() {
            float[] one = new float[0];
        };
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}));
                var decoder = new Decoder(source.stream(0), 1, sound -> {
                    if (sound.format() != AV_SAMPLE_FMT_FLTP) {
                        throw new AssertionError("AAC decodes to planar floats, not to " + sound.format());
                    }
                    int at = (int) (sound.pts() - from);
                    int count = sound.nb_samples();
                    samples.one = Arrays.copyOf(samples.one, Math.max(samples.one.length, at + count));
                    new FloatPointer(sound.data(channel)).get(samples.one, at, count);
                })) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                decoder.accept(packet);
            }
            decoder.drain();
            if (decoder.damagedPackets() > 0) {
                throw new AssertionError(decoder.damagedPackets() + " damaged packets in " + file);
            }
        }
        return samples.one;
    }

    /** First sample from {@code from} on that is louder than {@code loudness}, or -1. */
    static int onset(float[] samples, int from, double loudness) {
        for (int i = Math.max(0, from); i < samples.length; i++) {
            if (Math.abs(samples[i]) > loudness) {
                return i;
            }
        }
        return -1;
    }

    /** Root of the mean square of a stretch. */
    static double loudness(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / Math.max(1, to - from));
    }

    /** How much of a tone there is in a second of sound: its amplitude. */
    static double tone(float[] samples, int from, double hertz, int sampleRate) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < sampleRate; i++) {
            double angle = 2 * Math.PI * hertz * i / sampleRate;
            sine += samples[from + i] * Math.sin(angle);
            cosine += samples[from + i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / sampleRate;
    }
}
