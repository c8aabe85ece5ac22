package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.JobEvent.SegmentMade;
import dev.millrace.job.SoundSource;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskRun;
import dev.millrace.transcode.Runs.AudioRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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

    AudioHandler(
            SourceWork work,
            StreamRepository repository,
            Publisher publisher,
            WorkInHand inHand,
            Completion completion) {
        this.work = work;
        this.repository = repository;
        this.publisher = publisher;
        this.inHand = inHand;
        this.completion = completion;
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
        var outcome = encode(run, plan, asked, first, engine);
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

    private Outcome encode(TaskRun run, StreamPlan plan, AudioRun asked, int first, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var sound = plan.audio().stream()
                .filter(s -> s.name().equals(asked.rendition()))
                .findFirst()
                .orElseThrow();
        var job = new Job.EncodeAudio(
                sourceOf(sound, plan, engine),
                engine.output(),
                sound.name(),
                sound.grid(),
                first,
                asked.end() - first,
                sound.bitRate());
        try (var entry = inHand.begin(run, first, asked.end(), Set.of(sound.name()))) {
            var ended = engine.run(job, LONGEST, event -> {
                if (event instanceof SegmentMade segment) {
                    publisher.publish(run, segment, entry, engine);
                    entry.made(segment.rendition(), segment.number());
                    completion.progressed(run.subject());
                }
            });
            return ended instanceof JobEvent.Done ? new Outcome.Done() : SourceWork.failed(ended);
        }
    }

    private static SoundSource sourceOf(StreamPlan.Sound sound, StreamPlan plan, EngineLease engine) {
        return new SoundSource(
                engine.source(),
                sound.stream(),
                sound.right(),
                plan.source().origin(),
                plan.source().seekable(),
                sound.channels(),
                sound.grid().sampleRate());
    }
}
