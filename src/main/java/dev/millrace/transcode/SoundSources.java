package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.SoundSource;
import dev.millrace.transcode.StreamPlan.Sound;
import java.time.Duration;

/** Jobs of an engine on a planned sound. */
final class SoundSources {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private SoundSources() {}

    static SoundSource of(StreamPlan plan, Sound sound, EngineLease engine) {
        return new SoundSource(
                engine.source(),
                sound.stream(),
                sound.right(),
                plan.source().origin(),
                plan.source().seekable(),
                sound.channels(),
                sound.grid().sampleRate());
    }

    /** Ends with {@link JobEvent.Measured} when all goes well. */
    static JobEvent.Ended measure(StreamPlan plan, Sound sound, boolean whole, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        long samples = sound.grid().firstSample(sound.grid().segments());
        return engine.run(new Job.MeasureLoudness(of(plan, sound, engine), samples, whole), LONGEST, event -> {});
    }
}
