package dev.millrace.video;

import dev.millrace.media.SourceFacts;
import dev.millrace.video.VideoView.Notice;
import dev.millrace.video.VideoView.Rendition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What the workers tell of a video.
 *
 * <p>News are taken quietly when the video is gone or has failed meanwhile: whoever deleted or cancelled it has already
 * ended the work, and its last news does not matter. In any other wrong state of the video they throw
 * {@link IllegalStateException}: that is a bug.
 */
@ApplicationScoped
public class WorkNews {

    private static final Logger LOG = Logger.getLogger(WorkNews.class);

    private final VideoRepository videos;
    private final ChangeSignal signal;

    WorkNews(VideoRepository videos, ChangeSignal signal) {
        this.videos = videos;
        this.signal = signal;
    }

    /** The work begins: queued → processing. May be called again by a later attempt. */
    @Transactional
    public void started(UUID id) {
        var now = videos.now();
        work(id, video -> video.markProcessing(now));
    }

    /** What the probe found. {@code rotationDegrees} is clockwise, as the player of the source would turn it. */
    @Transactional
    public void probed(UUID id, SourceFacts facts, int rotationDegrees) {
        work(id, video -> video.markProbed(facts, rotationDegrees));
    }

    /** The plan is stored: the playlists are complete and every segment can be asked for. */
    @Transactional
    public void playable(UUID id, List<Rendition> renditions) {
        var now = videos.now();
        work(id, video -> video.markPlayable(renditions, now));
    }

    /** How far the work is; ignored unless processing. {@code etaSeconds} is null when unknown. */
    @Transactional
    public void progress(UUID id, double percent, Integer etaSeconds, String stage) {
        work(id, video -> video.advance(percent, etaSeconds, stage));
    }

    /** Posters of these widths are in the store. */
    @Transactional
    public void posters(UUID id, List<Integer> widths) {
        work(id, video -> video.hasPosters(widths));
    }

    /** The storyboard and the moving preview are in the store. */
    @Transactional
    public void storyboard(UUID id) {
        work(id, Video::hasStoryboard);
    }

    /** Everything is made and proven. May be called again: true for the call that made it so. */
    @Transactional
    public boolean ready(UUID id, List<Rendition> renditions) {
        var first = new AtomicBoolean();
        work(id, video -> {
            first.set(video.state() != VideoState.READY);
            video.markReady(renditions);
        });
        return first.get();
    }

    /** The work is given up. The first failure is kept; a ready video stays ready. */
    @Transactional
    public void failed(UUID id, String code, String message) {
        var now = videos.now();
        work(id, video -> {
            if (video.state() == VideoState.READY) {
                LOG.warnf("Video %s is ready and stays so; ignoring a late failure %s: %s", id, code, message);
            } else {
                video.markFailed(code, message, now);
            }
        });
    }

    /** What was made is dropped, and the work is queued again; false when there is no work, as the video failed or is gone. */
    @Transactional
    public boolean startOver(UUID id) {
        var begun = new AtomicBoolean();
        work(id, video -> {
            video.startOver();
            begun.set(true);
        });
        return begun.get();
    }

    /** Something its owner should know. The same notice is kept once. */
    @Transactional
    public void warn(UUID id, Notice notice) {
        work(id, video -> video.warn(notice));
    }

    /** Failed videos whose source is still there, that failed before an instant; not those that can be had back. */
    @Transactional
    public List<UUID> failedBefore(Instant instant) {
        return videos.failedWithSource(instant);
    }

    /**
     * Closes the way back to the work, if the video is still failed since before an instant. The caller removes the
     * source after this has committed, and only if told so: its owner may have retried it a moment ago.
     */
    @Transactional
    public boolean sourceRemoved(UUID id, Instant failedBefore) {
        var video = videos.lock(id).filter(v -> v.failedBefore(failedBefore));
        video.ifPresent(v -> {
            v.markSourceRemoved();
            signal.send(id);
        });
        return video.isPresent();
    }

    private void work(UUID id, Consumer<Video> news) {
        var video = videos.lock(id).orElse(null);
        if (video == null || video.state() == VideoState.FAILED) {
            LOG.debugf("Ignoring late news about video %s: it is gone or has failed", id);
            return;
        }
        news.accept(video);
        signal.send(id);
    }
}
