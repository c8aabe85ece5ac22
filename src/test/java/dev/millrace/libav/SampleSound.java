package dev.millrace.libav;

/**
 * A generated sound track.
 *
 * @param encoder libav's name
 * @param sampleRate in hertz
 * @param channels 1, 2 or 6
 * @param start seconds on the film's clock
 * @param seconds how long
 * @param wave what is heard
 * @param gapFrom seconds on the track's own clock at which packets begin to be missing
 * @param gapTo seconds at which they are there again; equal to {@code gapFrom} for no gap
 */
public record SampleSound(
        String encoder,
        int sampleRate,
        int channels,
        double start,
        double seconds,
        Wave wave,
        double gapFrom,
        double gapTo) {

    /** Shapes of sound. */
    public enum Wave {
        /** 440 Hz, in all channels. */
        SINE,
        /** 300 Hz in the first channel, 600 in the second, and so on. */
        CHORD,
        /** A short beep of 2 kHz at every full second of the film's clock, the first at 1 s. */
        BEEPS
    }

    private static final double LOUDNESS = 0.4;
    private static final double BEEP_SECONDS = 0.05;

    public static SampleSound aac(double seconds) {
        return new SampleSound("aac", 48_000, 2, 0, seconds, Wave.SINE, 0, 0);
    }

    static SampleSound of(String encoder, int sampleRate, int channels, double seconds) {
        return new SampleSound(encoder, sampleRate, channels, 0, seconds, Wave.SINE, 0, 0);
    }

    SampleSound startingAt(double newStart) {
        return new SampleSound(encoder, sampleRate, channels, newStart, seconds, wave, gapFrom, gapTo);
    }

    SampleSound beeping() {
        return new SampleSound(encoder, sampleRate, channels, start, seconds, Wave.BEEPS, gapFrom, gapTo);
    }

    SampleSound chord() {
        return new SampleSound(encoder, sampleRate, channels, start, seconds, Wave.CHORD, gapFrom, gapTo);
    }

    SampleSound withGap(double from, double to) {
        return new SampleSound(encoder, sampleRate, channels, start, seconds, wave, from, to);
    }

    /** The wave at an instant of the film's clock, from -1 to 1, in the first channel. */
    double at(double time) {
        return at(time, 0);
    }

    double at(double time, int channel) {
        return switch (wave) {
            case CHORD -> LOUDNESS * Math.sin(2 * Math.PI * 300 * (channel + 1) * time);
            case SINE -> LOUDNESS * Math.sin(2 * Math.PI * 440 * time);
            case BEEPS -> {
                double since = time - Math.floor(time);
                yield time >= 1 && since < BEEP_SECONDS ? LOUDNESS * Math.sin(2 * Math.PI * 2000 * since) : 0;
            }
        };
    }
}
