package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Encodes a run of segments of one sound track.
 *
 * <p>Encoding begins a few AAC frames early and those packets are thrown away, so that the encoder's window decisions have
 * settled: runs encoded apart join without a seam. The encoder's own priming packet is thrown away as well; decode times
 * begin at zero.
 */
public final class SoundChunk {

    private static final int WARM_UP_FRAMES = 8;

    /** Sound is read this much before it is wanted: decoders and resamplers need a start. */
    private static final double LEAD_SECONDS = 0.5;

    /** Sound of the beginning that is decoded once more to learn where it lies, when time stamps are coarse. */
    private static final double MEASURED_SECONDS = 0.5;

    private static final double FURTHER_LEAD_SECONDS = 15;
    private static final double TOLERANCE_SECONDS = 0.012;

    private final Job.EncodeAudio job;
    private final ProgressMeter progress;
    private final long firstSample;
    private final long endSample;
    private final long warmUpSample;
    private final SegmentWriter writer;

    private CmafMuxer muxer;
    private int segment;

    private SoundChunk(Job.EncodeAudio job, Consumer<JobEvent> events) {
        this.job = job;
        this.progress = new ProgressMeter(events);
        this.segment = job.firstSegment();
        this.firstSample = job.grid().firstSample(segment);
        this.endSample = job.grid().firstSample(segment + job.segments());
        this.warmUpSample =
                Math.max(0, firstSample - (long) WARM_UP_FRAMES * job.grid().frameSamples());
        this.writer = new SegmentWriter(Path.of(job.output()), job.rendition(), events);
    }

    /** Does the job; every finished segment is told through {@code events}. */
    public static void encode(Job.EncodeAudio job, Consumer<JobEvent> events) {
        new SoundChunk(job, events).encode();
    }

    private void encode() {
        var grid = job.grid();
        int tolerance = (int) (grid.sampleRate() * TOLERANCE_SECONDS);
        // one more block than wanted: the last wanted packet overlaps into it
        long feedEnd = endSample + grid.frameSamples();
        try (var encoder = new AacEncoder(grid.sampleRate(), job.bitRate(), this::pack);
                var m = new CmafMuxer(encoder.context(), grid.sampleRate(), segment + 1)) {
            muxer = m;
            writer.init(muxer.init());
            var timeline = new SampleTimeline(warmUpSample, feedEnd, grid.frameSamples(), tolerance, encoder::accept);
            read(timeline);
            timeline.finish();
            encoder.drain();
            if (segment < job.firstSegment() + job.segments()) {
                cut();
            }
        }
    }

    private void read(SampleTimeline timeline) {
        try (var source = SourceFile.open(job.source(), progress)) {
            source.only(job.stream());
            var stamps = source.timeBase(job.stream());
            var clock =
                    new SampleClock(stamps, job.origin().seconds(), job.grid().sampleRate());
            if (warmUpSample == 0) {
                measure(source, clock);
            } else if (!enter(source, stamps, LEAD_SECONDS) && !enter(source, stamps, FURTHER_LEAD_SECONDS)) {
                restart(source);
            }
            decode(source, clock, timeline);
        }
    }

    private void restart(SourceFile source) {
        source.restart();
        source.only(job.stream());
    }

    /** A run from the start has no sound before it to learn from, as the others have. */
    private void measure(SourceFile source, SampleClock clock) {
        if (!clock.coarse()) {
            return;
        }
        try (var decoder = decoder(source, sound -> place(clock, sound))) {
            double enough = MEASURED_SECONDS * job.grid().sampleRate();
            for (var packet = source.next(); packet != null && clock.counted() < enough; packet = source.next()) {
                if (packet.stream_index() == job.stream()) {
                    decoder.accept(packet);
                }
            }
        }
        clock.rewind();
        restart(source);
    }

    /** Seeks before the first wanted sample; false when the first packet there is late. */
    private boolean enter(SourceFile source, TimeBase stamps, double lead) {
        double wanted =
                job.origin().seconds() + (double) warmUpSample / job.grid().sampleRate();
        long target = (long) Math.floor((wanted - lead) * stamps.denominator() / stamps.numerator());
        if (job.seeking() == Seeking.FROM_START || !source.seekToTime(job.stream(), target)) {
            return false;
        }
        for (var packet = source.next(); packet != null; packet = source.next()) {
            if (packet.stream_index() == job.stream() && packet.pts() != avutil.AV_NOPTS_VALUE) {
                boolean early = stamps.seconds(packet.pts()) <= wanted;
                return early && source.seekToTime(job.stream(), target);
            }
        }
        return false;
    }

    private void decode(SourceFile source, SampleClock clock, SampleTimeline timeline) {
        var at = new long[] {SampleTimeline.FOLLOWS};
        try (var resampler = new StereoResampler(job.grid().sampleRate(), (left, right, count) -> {
                    timeline.add(at[0], left, right, count);
                    at[0] = SampleTimeline.FOLLOWS;
                    progress.count(count);
                });
                var decoder = decoder(source, sound -> {
                    double start = place(clock, sound) - resampler.delay();
                    at[0] = Double.isNaN(start) ? SampleTimeline.FOLLOWS : Math.round(start);
                    resampler.accept(sound);
                })) {
            while (!timeline.finished()) {
                var packet = source.next();
                if (packet == null) {
                    decoder.drain();
                    at[0] = SampleTimeline.FOLLOWS;
                    resampler.drain();
                    return;
                }
                if (packet.stream_index() == job.stream()) {
                    decoder.accept(packet);
                }
            }
        }
    }

    private Decoder decoder(SourceFile source, Consumer<AVFrame> downstream) {
        return new Decoder(source.stream(job.stream()), 1, downstream);
    }

    private static double place(SampleClock clock, AVFrame sound) {
        return clock.place(sound.pts(), sound.nb_samples(), sound.sample_rate());
    }

    private void pack(AVPacket packet) {
        if (packet.pts() < firstSample || packet.pts() >= endSample) {
            return;
        }
        if (packet.pts() >= job.grid().firstSample(segment + 1)) {
            cut();
        }
        packet.duration(job.grid().frameSamples());
        muxer.accept(packet);
    }

    private void cut() {
        var grid = job.grid();
        long samples = grid.samples(segment);
        var expected =
                SegmentProof.Expected.sound(job.rendition() + "/" + segment, grid.firstSample(segment), samples, (int)
                        (samples / grid.frameSamples()));
        writer.segment(segment, muxer.cut(), expected);
        segment++;
    }
}
