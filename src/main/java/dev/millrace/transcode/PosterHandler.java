package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import dev.millrace.video.WorkNews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes a video's poster. A video without one is not a failed video: there is a warning instead. */
@ApplicationScoped
class PosterHandler implements TaskHandler {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int CANDIDATES = 8;

    private final SourceWork work;
    private final StreamRepository repository;
    private final MediaStore store;
    private final VideoLibrary library;
    private final WorkNews news;
    private final TaskQueue queue;
    private final ChosenPoster chosen;
    private final StreamSignals signals;

    PosterHandler(
            SourceWork work,
            StreamRepository repository,
            MediaStore store,
            VideoLibrary library,
            WorkNews news,
            TaskQueue queue,
            ChosenPoster chosen,
            StreamSignals signals) {
        this.chosen = chosen;
        this.signals = signals;
        this.work = work;
        this.repository = repository;
        this.store = store;
        this.library = library;
        this.news = news;
        this.queue = queue;
    }

    @Override
    public String kind() {
        return Runs.POSTERS;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        var plan = repository.planOf(run.subject());
        var moment = library.posterSeconds(run.subject()).filter(t -> chosen.canBeMade(run.subject(), plan, t));
        if (moment.isPresent()) {
            var files = chosen.make(run.subject(), plan, moment.get());
            QuarkusTransaction.requiringNew().run(() -> {
                publish(run, plan, files);
                signals.sendChanged(run.subject()); // who keeps the picture before must forget it
            });
            return new Outcome.Done();
        }
        return work.run(run, engine -> make(run, plan, engine));
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        // the queue has told the reason
        boolean without = library.glance(run.subject())
                .filter(v -> v.playback().poster() == null)
                .isPresent();
        if (without) {
            news.warn(
                    run.subject(),
                    new VideoView.Notice("no_poster", "No poster could be made of this video; it plays without one."));
        }
    }

    private Outcome make(TaskRun run, StreamPlan plan, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var source = plan.source();
        var job = new Job.MakePosters(
                engine.source(),
                engine.output(),
                source.video() == null ? source.cover() : source.video(),
                plan.source().seekable(),
                spread(inside(plan)),
                plan.posters(),
                plan.overlay(engine));
        var ended = engine.run(job, LONGEST, event -> {});
        if (!(ended instanceof JobEvent.Done)) {
            return SourceWork.failed(ended);
        }
        var files = new LinkedHashMap<String, Path>();
        for (var size : plan.posters()) {
            for (var format : List.of("jpg", "webp")) {
                files.put(
                        Streams.posterKey(run.subject(), size.width(), format),
                        engine.take(size.width() + "." + format));
            }
        }
        QuarkusTransaction.requiringNew().run(() -> publish(run, plan, files));
        return new Outcome.Done();
    }

    /** In one transaction that only the attempt which still owns its task can commit. */
    private void publish(TaskRun run, StreamPlan plan, Map<String, Path> files) {
        if (!queue.holds(run)) {
            throw new Publisher.LostTaskException();
        }
        files.forEach((key, file) -> store.publish(file, key));
        news.posters(
                run.subject(), plan.posters().stream().map(Resolution::width).toList());
    }

    /** Where the film can be entered; a clip may be without key frames of its own, then its first picture is reached from just before it. */
    private static List<SeekPoint> inside(StreamPlan plan) {
        var track = plan.source().video();
        var all = plan.source().seekPoints();
        var inside = track == null
                ? all
                : all.stream().filter(p -> p.presentation() >= track.first()).toList();
        return inside.isEmpty() && !all.isEmpty() ? all.subList(all.size() - 1, all.size()) : inside;
    }

    /** Evenly over the film, the very ends left out when there are enough. */
    private static List<SeekPoint> spread(List<SeekPoint> points) {
        if (points.size() <= CANDIDATES) {
            return points;
        }
        return IntStream.range(0, CANDIDATES)
                .mapToObj(i -> points.get((int) ((i + 0.5) * points.size() / CANDIDATES)))
                .toList();
    }
}
