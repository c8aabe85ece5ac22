package dev.millrace.libav;

import dev.millrace.job.SoundSource;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A stretch of one sound track of a source, decoded, resampled and laid on the output's sample grid; read block by block.
 * Where the source has no sound there is silence.
 */
final class SoundLane implements AutoCloseable {

    /** Sound is read this much before it is wanted: decoders and resamplers need a start. */
    private static final double LEAD_SECONDS = 0.5;

    /** Sound of the beginning that is decoded once more to learn where it lies, when time stamps are coarse. */
    private static final double MEASURED_SECONDS = 0.5;

    private static final double FURTHER_LEAD_SECONDS = 15;
    private static final double TOLERANCE_SECONDS = 0.012;

    /**
     * What to read.
     *
     * @param stream index of the track
     * @param channels to make of what there is
     * @param blockSamples in a block
     * @param start first sample, where the first block begins
     * @param end sample after the last; whole blocks
     * @param exact whether every sample must be at its place
     */
    record Stretch(SoundSource sound, int stream, int channels, int blockSamples, long start, long end, boolean exact) {

        int sampleRate() {
            return sound.sampleRate();
        }

        double originSeconds() {
            return sound.origin().seconds();
        }
    }

    private final Stretch wanted;
    private final ProgressMeter progress;
    private final SourceFile source;
    private final SampleTimeline timeline;
    private final SoundResampler resampler;
    private final Decoder decoder;
    private final Deque<float[][]> blocks = new ArrayDeque<>();
    private final float[][] silence;

    /** Packets with an earlier time stamp are passed over. */
    private long pass = Long.MIN_VALUE;

    /** Where the next samples lie, or {@link SampleTimeline#FOLLOWS}. */
    private long at = SampleTimeline.FOLLOWS;

    /**
     * @param source stays open; until this lane is closed nobody else reads it
     */
    SoundLane(SourceFile source, Stretch wanted, ProgressMeter progress) {
        this.source = source;
        this.wanted = wanted;
        this.progress = progress;
        this.silence = new float[wanted.channels()][wanted.blockSamples()];
        this.timeline = new SampleTimeline(
                wanted.channels(),
                wanted.start(),
                wanted.end(),
                wanted.blockSamples(),
                (int) (wanted.sampleRate() * TOLERANCE_SECONDS),
                (first, channels) -> blocks.add(kept(channels)));
        source.only(wanted.stream());
        var stamps = source.timeBase(wanted.stream());
        var clock = new SampleClock(stamps, wanted.originSeconds(), wanted.sampleRate());
        begin(stamps, clock);
        this.resampler = new SoundResampler(wanted.channels(), wanted.sampleRate(), this::lay);
        this.decoder = decoderOrNothing(clock);
    }

    /** The next block, channel by channel; not to be changed. */
    float[][] next() {
        while (blocks.isEmpty()) {
            if (timeline.finished()) {
                throw new IllegalStateException("there is no sound after " + wanted.end());
            }
            read();
        }
        return blocks.remove();
    }

    @Override
    public void close() {
        decoder.close();
        resampler.close();
    }

    private void read() {
        var packet = source.next();
        if (packet == null) {
            decoder.drain();
            at = SampleTimeline.FOLLOWS;
            resampler.drain();
            timeline.finish();
        } else if (packet.stream_index() == wanted.stream() && packet.pts() >= pass) { // no stamp is lowest of all
            decoder.accept(packet);
        }
    }

    private void resample(SampleClock clock, AVFrame sound) {
        double start = place(clock, sound) - resampler.delay();
        at = Double.isNaN(start) ? SampleTimeline.FOLLOWS : Math.round(start);
        resampler.accept(sound);
    }

    private void lay(float[][] samples, int count) {
        timeline.add(at, samples, count);
        at = SampleTimeline.FOLLOWS;
        progress.count(count);
    }

    /** A gap may last for minutes: silent blocks are all the same one. */
    private float[][] kept(float[][] block) {
        boolean silent = true;
        for (var channel : block) {
            for (float sample : channel) {
                silent &= sample == 0;
            }
        }
        if (silent) {
            return silence;
        }
        var copy = new float[block.length][];
        for (int i = 0; i < block.length; i++) {
            copy[i] = block[i].clone();
        }
        return copy;
    }

    private void begin(TimeBase stamps, SampleClock clock) {
        if (!wanted.exact()) {
            pass = (long) Math.floor((firstSeconds() - LEAD_SECONDS) / stamps.seconds(1));
            enter(stamps, LEAD_SECONDS);
        } else if (wanted.start() == 0) {
            measure(clock);
        } else if (!enter(stamps, LEAD_SECONDS) && !enter(stamps, FURTHER_LEAD_SECONDS)) {
            restart();
        }
    }

    private void restart() {
        source.restart();
        source.only(wanted.stream());
    }

    /** A run from the start has no sound before it to learn from, as the others have. */
    private void measure(SampleClock clock) {
        if (!clock.coarse()) {
            return;
        }
        try (var first = decoder(sound -> place(clock, sound))) {
            double enough = MEASURED_SECONDS * wanted.sampleRate();
            for (AVPacket packet = source.next(); packet != null && clock.counted() < enough; packet = source.next()) {
                if (packet.stream_index() == wanted.stream()) {
                    first.accept(packet);
                }
            }
        }
        clock.rewind();
        restart();
    }

    /** Seeks before the first wanted sample; false when the first packet there is late. */
    private boolean enter(TimeBase stamps, double lead) {
        double first = firstSeconds();
        long target = (long) Math.floor((first - lead) * stamps.denominator() / stamps.numerator());
        if (wanted.sound().seeking() == Seeking.FROM_START || !source.seekToTime(wanted.stream(), target)) {
            return false;
        }
        for (AVPacket packet = source.next(); packet != null; packet = source.next()) {
            if (packet.stream_index() == wanted.stream() && packet.pts() != avutil.AV_NOPTS_VALUE) {
                boolean early = stamps.seconds(packet.pts()) <= first;
                return early && source.seekToTime(wanted.stream(), target);
            }
        }
        return false;
    }

    private double firstSeconds() {
        return wanted.originSeconds() + (double) wanted.start() / wanted.sampleRate();
    }

    /** A lane that cannot be made leaves no native memory behind. */
    private Decoder decoderOrNothing(SampleClock clock) {
        try {
            return decoder(sound -> resample(clock, sound));
        } catch (RuntimeException e) {
            resampler.close();
            throw e;
        }
    }

    private Decoder decoder(Consumer<AVFrame> downstream) {
        return new Decoder(source.stream(wanted.stream()), 1, downstream);
    }

    private static double place(SampleClock clock, AVFrame sound) {
        return clock.place(sound.pts(), sound.nb_samples(), sound.sample_rate());
    }
}
