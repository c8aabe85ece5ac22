package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Encodes a run of segments of one sound rendition.
 *
 * <p>Encoding begins a few AAC frames early and those packets are thrown away, so that the encoder's window decisions have
 * settled: runs encoded apart join without a seam. The encoder's own priming packet is thrown away as well; decode times
 * begin at zero.
 */
public final class SoundChunk {

    private static final int WARM_UP_FRAMES = 8;

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
        int block = grid.frameSamples();
        // one more block than wanted: the last wanted packet overlaps into it
        long feedEnd = endSample + block;
        try (var encoder = new AacEncoder(job.sound().channels(), grid.sampleRate(), job.bitRate(), this::pack);
                var m = new CmafMuxer(encoder.context(), grid.sampleRate(), segment + 1);
                var input = new SoundInput(job.sound(), block, progress)) {
            muxer = m;
            writer.init(muxer.init());
            input.enter(warmUpSample, feedEnd, true);
            var gain = new Gain(job.gainDb(), job.sound().channels(), block);
            for (long at = warmUpSample; at < feedEnd; at += block) {
                encoder.accept(at, gain.of(input.next()));
            }
            encoder.drain();
            if (segment < job.firstSegment() + job.segments()) {
                cut();
            }
        }
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
