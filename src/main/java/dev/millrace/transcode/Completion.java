package dev.millrace.transcode;

import dev.millrace.proof.Finding;
import dev.millrace.queue.TaskQueue;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.video.WorkNews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How far a video's stream is, and its end: ready when every planned segment is published and the whole is proven, failed
 * when one cannot be made or the whole breaks a rule.
 */
@ApplicationScoped
class Completion {

    /** The code of a stream that breaks a rule, and of an init segment that is not the stored one. */
    static final String PROOF_FAILED = "proof_failed";

    private static final Logger LOG = Logger.getLogger(Completion.class);
    private static final Duration BETWEEN = Duration.ofMillis(400);

    /** Sound counts like so many pixels of picture in the share of the work. */
    private static final long SOUND_WEIGHT = 20_000;

    private static final double ALMOST = 99.9;

    private final StreamRepository repository;
    private final FinishedStream finished;
    private final StreamSignals signals;
    private final VideoLibrary library;
    private final WorkNews news;
    private final TaskQueue queue;
    private final StreamTasks tasks;
    private final InstantSource clock;
    private final Gains gains;
    private final FreshStart fresh;
    private final Map<UUID, Start> starts = new ConcurrentHashMap<>();

    /** When the work was first seen and last told. */
    private record Start(Instant first, double firstPercent, Instant told) {}

    Completion(
            StreamRepository repository,
            FinishedStream finished,
            StreamSignals signals,
            VideoLibrary library,
            WorkNews news,
            TaskQueue queue,
            StreamTasks tasks,
            InstantSource clock,
            Gains gains,
            FreshStart fresh) {
        this.repository = repository;
        this.finished = finished;
        this.signals = signals;
        this.library = library;
        this.news = news;
        this.queue = queue;
        this.tasks = tasks;
        this.clock = clock;
        this.gains = gains;
        this.fresh = fresh;
    }

    /** Tells how far the work is, at most a few times a second. */
    void progressed(UUID video) {
        var now = clock.instant();
        var start = starts.get(video);
        if (start != null && Duration.between(start.told(), now).compareTo(BETWEEN) < 0) {
            return;
        }
        double percent = percent(video);
        if (start == null) {
            start = new Start(now, percent, now);
        }
        starts.put(video, new Start(start.first(), start.firstPercent(), now));
        news.progress(video, percent, remaining(start, percent, now), "transcoding");
    }

    /** Ends the video when nothing is missing, as ready if it is proven; of several callers one wins. */
    @Transactional
    void check(UUID video) {
        var found = library.glance(video);
        if (found.isEmpty() || found.get().state() != VideoState.PROCESSING) {
            return;
        }
        var stored = repository.plan(video);
        if (stored.isEmpty()) {
            return; // it is begun again
        }
        var plan = stored.get();
        var counts = repository.counts(video);
        long planned = plan.timeline().segments().size();
        boolean whole = plan.ladder().stream().allMatch(r -> counts.getOrDefault(r.name(), 0L) == planned)
                && plan.audio().stream().allMatch(s -> counts.getOrDefault(s.name(), 0L) == planned);
        if (whole) {
            end(video, plan, found.get().visibility());
        }
    }

    private void end(UUID video, StreamPlan plan, String visibility) {
        var segments = repository.segments(video);
        var findings = finished.prove(video, plan, visibility, segments);
        findings.forEach(f -> LOG.infof("video %s: %s: %s", video, f.rule(), f.sentence()));
        var broken = findings.stream().filter(Finding::must).findFirst();
        if (broken.isPresent()) {
            broken(video, plan, broken.get());
            return;
        }
        var known = gains.all(video);
        if (!news.ready(video, Renditions.measured(plan, segments, known))) {
            return; // somebody else was first, or it was cancelled or deleted meanwhile
        }
        known.forEach((rendition, gain) -> {
            if (gain.estimated()) {
                tasks.enqueueLoudness(video, rendition);
            }
        });
        if (!plan.ladder().isEmpty()) {
            tasks.enqueueStoryboard(video);
            library.posterSeconds(video).ifPresent(chosen -> tasks.enqueuePosters(video));
        }
        signals.sendChanged(video);
        starts.remove(video);
        LOG.infof("video %s: ready", video);
    }

    /** Of a stream that was begun by an earlier version nothing says that it will break the rule again. */
    private void broken(UUID video, StreamPlan plan, Finding finding) {
        if (plan.outdated()) {
            LOG.warnf(
                    "video %s: begun by an earlier version, it breaks the rule %s; it is made again",
                    video, finding.rule());
            fresh.begin(video);
            starts.remove(video);
            return;
        }
        failed(video, PROOF_FAILED, "The stream breaks the rule %s: %s.".formatted(finding.rule(), finding.sentence()));
        LOG.errorf("video %s: the proof failed, so it does not become ready", video);
    }

    /** One piece cannot be made, so the rest is not worth making. */
    @Transactional
    void failed(UUID video, String code, String reason) {
        queue.cancelAll(video); // tasks are locked before videos, everywhere
        news.failed(video, code, reason);
        signals.sendGone(video);
        starts.remove(video);
    }

    /** Where the remaining time was counted from means nothing when the work is begun again. */
    void changed(@Observes Streams.StreamChanged stream) {
        starts.remove(stream.video());
    }

    private double percent(UUID video) {
        var plan = repository.planOf(video);
        var counts = repository.counts(video);
        double segments = plan.timeline().segments().size();
        double all = 0;
        double done = 0;
        for (var rung : plan.ladder()) {
            all += rung.size().pixels();
            done += rung.size().pixels() * counts.getOrDefault(rung.name(), 0L) / segments;
        }
        for (var sound : plan.audio()) {
            all += SOUND_WEIGHT;
            done += SOUND_WEIGHT * counts.getOrDefault(sound.name(), 0L) / segments;
        }
        return Math.min(ALMOST, 100 * done / all);
    }

    /** Seconds that are left at the pace since the start; null when nothing can be said yet. */
    private static Integer remaining(Start start, double percent, Instant now) {
        double gained = percent - start.firstPercent();
        double seconds = Duration.between(start.first(), now).toMillis() / 1000.0;
        return gained < 1 || seconds < 0.5 ? null : (int) Math.ceil((100 - percent) * seconds / gained);
    }
}
