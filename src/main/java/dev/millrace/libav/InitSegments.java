package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;

/**
 * The init segments of planned renditions: all that they contain follows from the plan, so encoders are opened and closed
 * again without a picture.
 */
public final class InitSegments {

    /** Nothing is encoded; threads would only be started and ended. */
    private static final int THREADS = 1;

    private static final int FIRST = 1;

    private final Job.MakeInits job;
    private final Consumer<JobEvent> events;

    private InitSegments(Job.MakeInits job, Consumer<JobEvent> events) {
        this.job = job;
        this.events = events;
    }

    /** Does the job; every init segment is told through {@code events}. */
    public static void make(Job.MakeInits job, Consumer<JobEvent> events) {
        var inits = new InitSegments(job, events);
        for (var rung : job.rungs()) {
            try (var encoder = new RungEncoder(rung, job.grid(), job.preset(), THREADS, packet -> {})) {
                inits.write(rung.name(), encoder.context(), job.grid().timescale());
            }
        }
        for (var sound : job.sounds()) {
            try (var encoder = new AacEncoder(sound.channels(), sound.sampleRate(), sound.bitRate(), packet -> {})) {
                inits.write(sound.rendition(), encoder.context(), sound.sampleRate());
            }
        }
    }

    private void write(String rendition, AVCodecContext encoder, int timescale) {
        try (var muxer = new CmafMuxer(encoder, timescale, FIRST)) {
            var hash = new SegmentWriter(Path.of(job.output()), rendition, events).init(muxer.init());
            events.accept(new JobEvent.InitMade(rendition, hash));
        }
    }
}
