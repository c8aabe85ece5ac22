package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.JobEvent.InitMade;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.video.StoredWatermark;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import dev.millrace.video.WorkNews;
import dev.millrace.words.CaptionLibrary;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Probes a source, plans its stream, and puts the work into the queue: from then on the video can be played. Then goes on
 * with what is played first.
 */
@ApplicationScoped
class ProbeHandler implements TaskHandler {

    private static final Logger LOG = Logger.getLogger(ProbeHandler.class);

    /** A packet scan reads about a gigabyte a second; this is for slow disks. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration LONGEST_INITS = Duration.ofMinutes(1);

    private static final VideoView.Notice NO_PICTURES_TO_MARK =
            new VideoView.Notice("watermark_ignored", "There is only sound: the watermark is left out.");

    private final SourceWork work;
    private final StreamRepository repository;
    private final StreamSignals signals;
    private final StreamTasks tasks;
    private final TaskQueue queue;
    private final VideoLibrary library;
    private final WorkNews news;
    private final Publisher publisher;
    private final OpeningSeconds opening;
    private final Completion completion;
    private final CaptionLibrary captions;
    private final FreshStart fresh;
    private final Planner planner;

    ProbeHandler(
            SourceWork work,
            StreamRepository repository,
            StreamSignals signals,
            StreamTasks tasks,
            TaskQueue queue,
            VideoLibrary library,
            WorkNews news,
            Publisher publisher,
            OpeningSeconds opening,
            Completion completion,
            CaptionLibrary captions,
            FreshStart fresh,
            TranscodeConfig config) {
        this.work = work;
        this.repository = repository;
        this.signals = signals;
        this.tasks = tasks;
        this.queue = queue;
        this.library = library;
        this.news = news;
        this.publisher = publisher;
        this.opening = opening;
        this.completion = completion;
        this.captions = captions;
        this.fresh = fresh;
        this.planner = new Planner(config.preset(), config.highestRung(), config.audioBitRate());
    }

    @Override
    public String kind() {
        return Runs.PROBE;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        // an earlier attempt may have stored all in one transaction and died after it: to queue the work up again would
        // have it done twice. Open tasks tell less: a viewer's wish makes some too
        boolean planned =
                library.find(run.subject()).filter(VideoView::playable).isPresent();
        if (!planned) {
            news.started(run.subject());
        }
        var outcome = work.run(run, engine -> {
            var plan = planned ? new Outcome.Done() : plan(run, engine);
            return plan instanceof Outcome.Done ? opening.make(run, repository.planOf(run.subject()), engine) : plan;
        });
        if (outcome instanceof Outcome.Done) {
            completion.check(run.subject());
        }
        return outcome;
    }

    private Outcome plan(TaskRun run, EngineLease engine) throws InterruptedException, EngineDiedException {
        fresh.removeFiles(run);
        var ended = engine.run(new Job.Probe(engine.source(), engine.output()), LONGEST, event -> {});
        if (!(ended instanceof JobEvent.Probed probed)) {
            return SourceWork.failed(ended);
        }
        if (!Plausibility.of(probed.facts())) {
            return new Outcome.Retry("engine_error", "The engine said of the file what cannot be true.");
        }
        var clip = library.clipRange(run.subject());
        var words = SourceWords.take(probed.facts(), engine::take).within(clip);
        // not before the words are taken: what a job has written goes with the next one
        var watermark =
                library.watermark(run.subject()).filter(w -> probed.facts().video() != null);
        var looked = watermark.isPresent()
                ? engine.run(new Job.CheckImage(engine.watermark()), LONGEST_INITS, event -> {})
                : new JobEvent.Done();
        if (!(looked instanceof JobEvent.Done)) {
            return SourceWork.failed(looked);
        }
        var plan = repository.plan(run.subject()).orElseGet(() -> planner.plan(
                        clip.map(c -> ClippedSource.of(probed.facts(), c.fromSeconds(), c.toSeconds()))
                                .orElse(probed.facts()))
                .under(watermark.map(StoredWatermark::look).orElse(null)));
        var inits = new ArrayList<InitMade>();
        var made = engine.run(inits(plan, engine.output()), LONGEST_INITS, event -> {
            if (event instanceof InitMade init && inits.size() < renditions(plan)) {
                inits.add(init);
            }
        });
        if (!(made instanceof JobEvent.Done)) {
            return SourceWork.failed(made);
        }
        if (inits.stream().map(InitMade::rendition).distinct().count() != renditions(plan)) {
            return new Outcome.Retry("engine_error", "The engine has not made all init segments.");
        }
        QuarkusTransaction.requiringNew().run(() -> store(run, plan, inits, words, engine));
        return new Outcome.Done();
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        completion.failed(run.subject(), code, reason);
    }

    private static int renditions(StreamPlan plan) {
        return plan.ladder().size() + plan.audio().size();
    }

    private static Job.MakeInits inits(StreamPlan plan, String output) {
        return new Job.MakeInits(
                output,
                plan.timeline().grid(),
                plan.ladder(),
                plan.preset(),
                plan.audio().stream()
                        .map(s -> new Job.MakeInits.Sound(
                                s.name(), s.channels(), s.grid().sampleRate(), s.bitRate()))
                        .toList());
    }

    private void store(
            TaskRun run, StreamPlan plan, List<InitMade> inits, SourceWords.Taken words, EngineLease engine) {
        UUID video = run.subject();
        if (!queue.holds(run)) {
            throw new Publisher.LostTaskException();
        }
        repository.savePlan(video, plan);
        publisher.publish(run, plan, inits, engine);
        captions.addFromSource(video, words.captions());
        var facts = plan.source();
        int rotation = facts.video() == null ? 0 : facts.video().orientation().quarterTurns() * 90;
        news.probed(video, facts, rotation);
        Stream.concat(SoundPlan.notice(plan.audio()).stream(), words.notices().stream())
                .forEach(w -> news.warn(video, new VideoView.Notice(w.code(), w.message())));
        if (facts.video() == null && library.watermark(video).isPresent()) {
            news.warn(video, NO_PICTURES_TO_MARK);
        }
        news.playable(video, Renditions.of(plan));
        tasks.enqueue(video, plan);
        signals.sendChanged(video);
        LOG.infof(
                "video %s: %.1f s of %s, %d segments in %d chunks, rungs %s; it can be played now",
                video,
                facts.durationSeconds(),
                facts.video() == null ? "sound" : facts.video().codec(),
                plan.timeline().segments().size(),
                plan.timeline().chunks().size(),
                plan.ladder().stream().map(r -> r.name()).toList());
    }
}
