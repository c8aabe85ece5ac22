package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.job.JobEvent.Measured;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskHandler;
import dev.millrace.queue.TaskRun;
import dev.millrace.transcode.Runs.LoudnessRun;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.video.VideoView;
import dev.millrace.video.WorkNews;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Hears all of a sound whose gain came from parts of it: for the record, and to tell the owner when the estimate was
 * wrong. Nothing that was made changes.
 */
@ApplicationScoped
class LoudnessHandler implements TaskHandler {

    private static final Logger LOG = Logger.getLogger(LoudnessHandler.class);

    private final SourceWork work;
    private final StreamRepository repository;
    private final Gains gains;
    private final VideoLibrary library;
    private final WorkNews news;

    LoudnessHandler(SourceWork work, StreamRepository repository, Gains gains, VideoLibrary library, WorkNews news) {
        this.work = work;
        this.repository = repository;
        this.gains = gains;
        this.library = library;
        this.news = news;
    }

    @Override
    public String kind() {
        return Runs.LOUDNESS;
    }

    @Override
    public Outcome run(TaskRun run) throws InterruptedException {
        var plan = repository.planOf(run.subject());
        var rendition = Runs.read(run.payload(), LoudnessRun.class).rendition();
        return work.run(run, engine -> measure(run, plan, rendition, engine));
    }

    @Override
    public void gaveUp(TaskRun run, String code, String reason) {
        LOG.infof("video %s: its loudness stays an estimate: %s", run.subject(), reason);
    }

    private Outcome measure(TaskRun run, StreamPlan plan, String rendition, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var ended = SoundSources.measure(plan, plan.sound(rendition), true, engine);
        if (!(ended instanceof Measured whole)) {
            return SourceWork.failed(ended);
        }
        QuarkusTransaction.requiringNew().run(() -> correct(run, plan, rendition, whole));
        return new Outcome.Done();
    }

    /** All of it in one transaction: an attempt that comes after this one finds no estimate to compare with any more. */
    private void correct(TaskRun run, StreamPlan plan, String rendition, Measured whole) {
        var known = gains.find(run.subject(), rendition).orElseThrow();
        gains.correct(run, rendition, whole.loudness());
        if (LoudnessTarget.missed(known.measured(), whole.loudness(), known.gainDb())) {
            warn(run, known, whole);
        }
        tell(run, plan);
    }

    private void warn(TaskRun run, Gains.Known estimate, Measured whole) {
        var message = String.format(
                Locale.ROOT,
                "The sound was estimated at %s LUFS from parts of it and is %s LUFS as a whole: it is a little too loud or too"
                        + " soft.",
                words(estimate.measured().integratedLufs()),
                words(whole.loudness().integratedLufs()));
        news.warn(run.subject(), new VideoView.Notice("loudness_estimate_off", message));
    }

    private static String words(Double lufs) {
        return lufs == null ? "under -70" : String.format(Locale.ROOT, "%.1f", lufs);
    }

    /** A video that is not ready yet shows it when it is. */
    private void tell(TaskRun run, StreamPlan plan) {
        var video = run.subject();
        if (library.find(video).filter(v -> v.state() == VideoState.READY).isPresent()) {
            news.ready(video, Renditions.measured(plan, repository.segments(video), gains.all(video)));
        }
    }
}
