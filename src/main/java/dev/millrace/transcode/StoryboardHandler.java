package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.ladder.Rung;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.storage.MediaStore;
import dev.millrace.timeline.Storyboard;
import dev.millrace.transcode.Streams.Published;
import dev.millrace.video.VideoView;
import dev.millrace.video.WorkNews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a finished video's storyboard and its moving preview, from its own stream: the source is not needed for it. A video
 * without them is not a failed video: there is a warning instead.
 */
@ApplicationScoped
class StoryboardHandler implements TaskHandler {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PREVIEW_WIDTH = 320;
    private static final int PREVIEW_HEIGHT = 640;
    private static final int PREVIEW_BYTES = 500_000;

    private final SourceWork work;
    private final Excerpts excerpts;
    private final StreamRepository repository;
    private final StreamSignals signals;
    private final MediaStore store;
    private final WorkNews news;
    private final TaskQueue queue;

    StoryboardHandler(
            SourceWork work,
            Excerpts excerpts,
            StreamRepository repository,
            StreamSignals signals,
            MediaStore store,
            WorkNews news,
            TaskQueue queue) {
        this.work = work;
        this.excerpts = excerpts;
        this.repository = repository;
        this.signals = signals;
        this.store = store;
        this.news = news;
        this.queue = queue;
    }

    @Override
    public String kind() {
        return Runs.STORYBOARD;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        if (repository.storyboard(run.subject()).isPresent()) {
            return new Outcome.Done();
        }
        var plan = repository.planOf(run.subject());
        var published = repository.segments(run.subject());
        if (published.stream()
                .anyMatch(s -> KeyPictures.gops(plan, s.rendition(), s.number())
                        > s.keys().size())) {
            warn(run, "Parts of this video were made by an earlier version, so it has no storyboard.");
            return new Outcome.Done();
        }
        var rung = plan.ladder().get(plan.ladder().size() - 1); // a tile is smaller than any
        var storyboard = Storyboard.plan(plan.timeline().grid(), rung.size());
        var outcome = draw(run, storyboard, rung, published);
        return outcome instanceof Outcome.Done ? preview(run, plan, storyboard, published) : outcome;
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        warn(run, "No storyboard could be made of this video; it plays without one."); // the queue has told the reason
    }

    private void warn(TaskRun run, String sentence) {
        news.warn(run.subject(), new VideoView.Notice("no_storyboard", sentence));
    }

    /** Publishes the sheets; nobody asks for them before the row is there. */
    private Outcome draw(TaskRun run, Storyboard storyboard, Rung rung, List<Published> published)
            throws InterruptedException {
        var gops = IntStream.range(0, storyboard.tiles())
                .map(storyboard::gop)
                .boxed()
                .toList();
        return make(run, Excerpt.ofGops(rung.name(), gops, Excerpt.segments(published, rung.name())), engine -> {
            var job = new Job.MakeStoryboard(engine.source(), engine.output(), storyboard);
            var files = new LinkedHashMap<String, String>();
            for (int i = 0; i < storyboard.sheets(); i++) {
                files.put(i + ".jpg", Streams.sheetKey(run.subject(), i));
            }
            return finish(run, engine, job, files, () -> {});
        });
    }

    private Outcome preview(TaskRun run, StreamPlan plan, Storyboard storyboard, List<Published> published)
            throws InterruptedException {
        var rung = wideEnough(plan.ladder());
        var moments = Moments.of(plan.timeline().grid());
        var segments = Excerpt.segments(published, rung.name());
        return make(run, Excerpt.ofGops(rung.name(), moments.gops(), segments), engine -> {
            var job = new Job.MakePreview(
                    engine.source(),
                    engine.output(),
                    rung.size().within(PREVIEW_WIDTH, PREVIEW_HEIGHT),
                    moments.pictures(),
                    moments.rate(),
                    PREVIEW_BYTES);
            var files = Map.of("preview.webp", Streams.previewKey(run.subject()));
            return finish(run, engine, job, files, () -> {
                repository.saveStoryboard(run.subject(), storyboard);
                news.storyboard(run.subject());
                signals.sendChanged(run.subject());
            });
        });
    }

    private Outcome make(TaskRun run, Excerpt excerpt, SourceWork.Work with) throws InterruptedException {
        return work.run(run, () -> excerpts.write(run.subject(), excerpt), with);
    }

    /** Publishes what the job made, in one transaction that only the attempt which still owns its task can commit. */
    private Outcome finish(TaskRun run, EngineLease engine, Job job, Map<String, String> files, Runnable rows)
            throws InterruptedException, EngineDiedException {
        var ended = engine.run(job, LONGEST, event -> {});
        if (!(ended instanceof JobEvent.Done)) {
            return SourceWork.failed(ended);
        }
        QuarkusTransaction.requiringNew().run(() -> {
            if (!queue.holds(run)) {
                throw new Publisher.LostTaskException();
            }
            files.forEach((name, key) -> store.publish(engine.take(name), key));
            rows.run();
        });
        return new Outcome.Done();
    }

    private static Rung wideEnough(List<Rung> ladder) {
        return ladder.stream()
                .filter(r -> r.size().width() >= PREVIEW_WIDTH)
                .min(Comparator.comparingInt(r -> r.size().width()))
                .orElse(ladder.get(0));
    }
}
