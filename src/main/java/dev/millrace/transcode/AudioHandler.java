package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.JobEvent.Measured;
import dev.millrace.job.JobEvent.SegmentMade;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskRun;
import dev.millrace.transcode.Runs.AudioRun;
import dev.millrace.transcode.StreamPlan.Sound;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the segments of a sound run that are not published yet. */
@ApplicationScoped
class AudioHandler implements TaskHandler {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final SourceWork work;
    private final StreamRepository repository;
    private final Publisher publisher;
    private final WorkInHand inHand;
    private final Completion completion;
    private final Gains gains;
    private final boolean evenly;
    private final Duration wholeUpTo;

    AudioHandler(
            SourceWork work,
            StreamRepository repository,
            Publisher publisher,
            WorkInHand inHand,
            Completion completion,
            Gains gains,
            TranscodeConfig config) {
        this.work = work;
        this.repository = repository;
        this.publisher = publisher;
        this.inHand = inHand;
        this.completion = completion;
        this.gains = gains;
        this.evenly = config.loudness();
        this.wholeUpTo = config.loudnessWholeUpTo();
    }

    @Override
    public String kind() {
        return Runs.AUDIO;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        var asked = Runs.read(run.payload(), AudioRun.class);
        var plan = repository.planOf(run.subject());
        if (firstMissing(run, asked) < asked.end()) {
            var outcome = work.run(run, engine -> make(run, plan, asked, engine));
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        completion.check(run.subject());
        return new Outcome.Done();
    }

    /** Makes what is missing of a run with an engine that is there already. */
    Outcome make(TaskRun run, StreamPlan plan, AudioRun asked, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        int first = firstMissing(run, asked);
        if (first >= asked.end()) {
            return new Outcome.Done();
        }
        var outcome = evenOut(run, plan, asked, first, engine);
        return outcome instanceof Outcome.Done && firstMissing(run, asked) < asked.end()
                ? new Outcome.Retry("engine_error", "The engine said it was done, but has not made all.")
                : outcome;
    }

    private int firstMissing(TaskRun run, AudioRun asked) {
        var published = Set.copyOf(repository
                .numbers(run.subject(), asked.first(), asked.end())
                .getOrDefault(asked.rendition(), List.of()));
        int first = asked.first();
        while (first < asked.end() && published.contains(first)) {
            first++;
        }
        return first;
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        completion.failed(run.subject(), code, reason);
    }

    /** All segments of a sound have one gain, which is decided before the first of them is made. */
    private Outcome evenOut(TaskRun run, StreamPlan plan, AudioRun asked, int first, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var sound = plan.sound(asked.rendition());
        var known = gains.find(run.subject(), sound.name());
        if (known.isEmpty() && evenly) {
            var grid = plan.timeline().grid();
            boolean whole = grid.seconds(grid.frames()) * 1000 <= wholeUpTo.toMillis();
            var ended = SoundSources.measure(plan, sound, whole, engine);
            if (!(ended instanceof Measured measured)) {
                return SourceWork.failed(ended);
            }
            known = Optional.of(gains.keep(run, sound.name(), measured.loudness()));
        }
        double gain = known.orElseGet(() -> gains.keep(run, sound.name(), null)).gainDb();
        return encode(run, plan, asked, first, sound, gain, engine);
    }

    private Outcome encode(
            TaskRun run, StreamPlan plan, AudioRun asked, int first, Sound sound, double gain, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var job = new Job.EncodeAudio(
                SoundSources.of(plan, sound, engine),
                engine.output(),
                sound.name(),
                sound.grid(),
                first,
                asked.end() - first,
                sound.bitRate(),
                gain);
        try (var entry = inHand.begin(run, first, asked.end(), Set.of(sound.name()))) {
            var ended = engine.run(job, LONGEST, event -> {
                if (event instanceof SegmentMade segment) {
                    publisher.publish(run, plan, segment, entry, engine);
                    entry.made(segment.rendition(), segment.number());
                    completion.progressed(run.subject());
                }
            });
            return ended instanceof JobEvent.Done ? new Outcome.Done() : SourceWork.failed(ended);
        }
    }
}
