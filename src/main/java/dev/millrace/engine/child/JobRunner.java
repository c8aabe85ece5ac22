package dev.millrace.engine.child;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.libav.InitSegments;
import dev.millrace.libav.LoudnessScan;
import dev.millrace.libav.PosterMaker;
import dev.millrace.libav.PreviewMaker;
import dev.millrace.libav.ProofException;
import dev.millrace.libav.SoundChunk;
import dev.millrace.libav.SourceException;
import dev.millrace.libav.SourceProbe;
import dev.millrace.libav.StillMaker;
import dev.millrace.libav.StoryboardMaker;
import dev.millrace.libav.VideoChunk;
import dev.millrace.libav.WatermarkImage;
import java.util.function.Consumer;

/** Does one job at a time and always ends it with an {@link JobEvent.Ended}, unless the process dies. */
final class JobRunner {

    private final Consumer<JobEvent> events;
    private final boolean hooks;

    private volatile boolean stopping;

    JobRunner(Consumer<JobEvent> events, boolean hooks) {
        this.events = events;
        this.hooks = hooks;
    }

    void run(Job job) {
        stopping = false;
        events.accept(end(job));
    }

    /** Ends the running job early. Called from another thread. */
    void stop() {
        stopping = true;
    }

    private JobEvent.Ended end(Job job) {
        try {
            return execute(job);
        } catch (SourceException e) {
            return new JobEvent.Failed(e.code(), e.getMessage(), true);
        } catch (ProofException e) {
            return new JobEvent.Failed(
                    "proof_failed", "What was made is not what was planned: " + e.getMessage(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new JobEvent.Failed("engine_error", "The engine was interrupted.", false);
        } catch (RuntimeException | Error e) {
            return new JobEvent.Failed("engine_error", "The engine failed: " + e, false);
        }
    }

    private JobEvent.Ended execute(Job job) throws InterruptedException {
        if (job instanceof Job.Probe probe) {
            return new JobEvent.Probed(SourceProbe.probe(probe.source(), probe.output(), events));
        }
        if (job instanceof Job.MeasureLoudness loudness) {
            return new JobEvent.Measured(LoudnessScan.measure(loudness, events));
        }
        if (job instanceof Job.CheckImage image) {
            WatermarkImage.verify(image.image());
        } else if (job instanceof Job.MakeInits inits) {
            InitSegments.make(inits, events);
        } else if (job instanceof Job.EncodeVideo video) {
            VideoChunk.encode(video, events, () -> stopping);
        } else if (job instanceof Job.EncodeAudio audio) {
            SoundChunk.encode(audio, events);
        } else if (job instanceof Job.MakePosters posters) {
            PosterMaker.make(posters, events);
        } else if (job instanceof Job.MakeStoryboard storyboard) {
            StoryboardMaker.make(storyboard, events);
        } else if (job instanceof Job.MakePreview preview) {
            PreviewMaker.make(preview, events);
        } else if (job instanceof Job.MakeStill still) {
            StillMaker.make(still, events);
        } else if (job instanceof Job.Misbehave misbehave) {
            misbehave(misbehave.how());
        }
        return new JobEvent.Done();
    }

    private void misbehave(String how) throws InterruptedException {
        if (!hooks) {
            throw new IllegalStateException("this engine takes no test jobs");
        }
        switch (how) {
            case "exit" -> Runtime.getRuntime().halt(3);
            case "hang" -> Thread.currentThread().join();
            default -> throw new IllegalArgumentException("unknown misbehaviour " + how);
        }
    }
}
