package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.JobEvent.SegmentMade;
import dev.millrace.ladder.Rung;
import dev.millrace.media.SeekPoint;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskRun;
import dev.millrace.timeline.Segment;
import dev.millrace.transcode.Runs.VideoRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Makes the segments of a run that are not published yet, whoever published the others: work that a viewer asked for may
 * have been done in the middle of it.
 */
@ApplicationScoped
class VideoHandler implements TaskHandler {

    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(120);
    private static final int LIMIT_FACTOR = 40;
    private static final int ENTRIES = 3;

    private final SourceWork work;
    private final StreamRepository repository;
    private final Publisher publisher;
    private final WorkInHand inHand;
    private final Completion completion;
    private final int threads;

    VideoHandler(
            SourceWork work,
            StreamRepository repository,
            Publisher publisher,
            WorkInHand inHand,
            Completion completion,
            TranscodeConfig config) {
        this.work = work;
        this.repository = repository;
        this.publisher = publisher;
        this.inHand = inHand;
        this.completion = completion;
        this.threads = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public String kind() {
        return Runs.VIDEO;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        var video = run.subject();
        var asked = Runs.read(run.payload(), VideoRun.class);
        var plan = repository.planOf(video);
        if (!missing(video, plan, asked).segments().isEmpty()) {
            var outcome = work.run(run, engine -> make(run, plan, asked, engine));
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        completion.check(video);
        return new Outcome.Done();
    }

    /** Makes what is missing of a run with an engine that is there already. */
    Outcome make(TaskRun run, StreamPlan plan, VideoRun asked, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var video = run.subject();
        for (var missing = missing(video, plan, asked); !missing.segments().isEmpty(); ) {
            var part = missing;
            var outcome = encode(run, plan, part, engine);
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
            missing = missing(video, plan, asked);
            if (missing.equals(part)) {
                return new Outcome.Retry("engine_error", "The engine said it was done, but has made nothing.");
            }
        }
        return new Outcome.Done();
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        completion.failed(run.subject(), code, reason);
    }

    /** A run of segments without a gap, and the rungs that lack any of them. */
    private record Missing(List<Segment> segments, List<Rung> rungs) {}

    private Missing missing(UUID video, StreamPlan plan, VideoRun asked) {
        var rungs = plan.ladder().stream()
                .filter(r -> asked.rungs().isEmpty() || asked.rungs().contains(r.name()))
                .toList();
        var published = repository.numbers(video, asked.first(), asked.end());
        var segments = new ArrayList<Segment>();
        for (var segment : plan.timeline().segments().subList(asked.first(), asked.end())) {
            boolean complete = rungs.stream().allMatch(r -> has(published.get(r.name()), segment.number()));
            if (complete && !segments.isEmpty()) {
                break;
            }
            if (!complete) {
                segments.add(segment);
            }
        }
        var lacking = rungs.stream()
                .filter(r -> segments.stream().anyMatch(s -> !has(published.get(r.name()), s.number())))
                .toList();
        return new Missing(segments, lacking);
    }

    private static boolean has(List<Integer> numbers, int number) {
        return numbers != null && numbers.contains(number);
    }

    private Outcome encode(TaskRun run, StreamPlan plan, Missing part, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var job = new Job.EncodeVideo(
                engine.source(),
                engine.output(),
                plan.source().video(),
                plan.source().seekable(),
                entries(plan, part.segments().get(0)),
                plan.timeline().grid(),
                part.segments(),
                part.rungs(),
                plan.preset(),
                threads,
                plan.overlay(engine));
        var limit = limit(plan, part);
        try (var entry = inHand.begin(run, part.segments(), part.rungs())) {
            var ended = engine.run(job, limit, event -> {
                if (event instanceof SegmentMade segment) {
                    publish(run, plan, segment, entry, engine);
                }
            });
            return ended instanceof JobEvent.Done ? new Outcome.Done() : SourceWork.failed(ended);
        }
    }

    private void publish(
            TaskRun run, StreamPlan plan, SegmentMade segment, WorkInHand.Entry entry, EngineLease engine) {
        publisher.publish(run, plan, segment, entry, engine);
        completion.progressed(run.subject());
        if (entry.made(segment.rendition(), segment.number()) && othersWentOn(run, entry, segment.number() + 1)) {
            engine.stop();
        }
    }

    /** Whether the next segment is published already by an attempt that began there. */
    private boolean othersWentOn(TaskRun run, WorkInHand.Entry entry, int next) {
        if (next >= entry.end()) {
            return false;
        }
        var published = repository.numbers(run.subject(), next, next + 1);
        return published.keySet().containsAll(entry.rungs());
    }

    /** Long enough for the film from where decoding begins to the part's end. */
    private static Duration limit(StreamPlan plan, Missing part) {
        long first = part.segments().get(0).firstFrame();
        long end = part.segments().get(part.segments().size() - 1).endFrame();
        var entries = entries(plan, part.segments().get(0));
        long from = entries.isEmpty() ? 0 : Math.min(first, slot(plan, entries.get(entries.size() - 1)));
        var limit = Duration.ofSeconds(Math.round(plan.timeline().grid().seconds(end - from) * LIMIT_FACTOR));
        return limit.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : limit;
    }

    private static long slot(StreamPlan plan, SeekPoint point) {
        var track = plan.source().video();
        return plan.timeline().grid().rate().slotAt(point.presentation() - track.first(), track.timeBase());
    }

    /** Whether the film begins somewhere inside its source. */
    private static boolean entersBefore(StreamPlan plan) {
        var points = plan.source().seekPoints();
        return !points.isEmpty() && slot(plan, points.get(0)) < 0;
    }

    /** The last key frames at or before the segment, nearest first. */
    private static List<SeekPoint> entries(StreamPlan plan, Segment first) {
        if (first.firstFrame() == 0 && !entersBefore(plan)) {
            return List.of();
        }
        var before = new ArrayList<SeekPoint>();
        for (var point : plan.source().seekPoints()) {
            if (slot(plan, point) > first.firstFrame()) {
                break;
            }
            before.add(point);
        }
        Collections.reverse(before);
        return List.copyOf(before.subList(0, Math.min(ENTRIES, before.size())));
    }
}
