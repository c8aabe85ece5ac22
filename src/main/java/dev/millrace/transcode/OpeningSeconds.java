package dev.millrace.transcode;

import dev.millrace.engine.EngineDiedException;
import dev.millrace.engine.EngineLease;
import dev.millrace.queue.Outcome;
import dev.millrace.queue.TaskRun;
import dev.millrace.transcode.Runs.AudioRun;
import dev.millrace.transcode.Runs.VideoRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a viewer who comes at once needs first: the first seconds of the default sound, and of the lowest rung. They belong
 * to the probe's task and are made by its engine, which has the source open and its libraries warm; another engine would
 * have to be started, and another task to be picked up.
 */
@ApplicationScoped
class OpeningSeconds {

    /** Segments: the short ones at the start. */
    private static final int SEGMENTS = 3;

    private final VideoHandler pictures;
    private final AudioHandler sounds;
    private final WorkInHand inHand;

    OpeningSeconds(VideoHandler pictures, AudioHandler sounds, WorkInHand inHand) {
        this.pictures = pictures;
        this.sounds = sounds;
        this.inHand = inHand;
    }

    /** Segments of the default sound; none when there is no sound. */
    static Optional<AudioRun> sound(StreamPlan plan) {
        return plan.audio().stream()
                .findFirst()
                .map(s -> new AudioRun(s.name(), 0, Math.min(SEGMENTS, s.grid().segments())));
    }

    /** Segments of the lowest rung; none where making them apart gains nothing: one rung, or one chunk. */
    static Optional<VideoRun> picture(StreamPlan plan) {
        var timeline = plan.timeline();
        if (timeline.chunks().size() < 2 || plan.ladder().size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new VideoRun(
                0,
                Math.min(SEGMENTS, timeline.segments().size()),
                List.of(plan.ladder().get(plan.ladder().size() - 1).name())));
    }

    /** Makes what is missing of them. */
    @SuppressWarnings("try") // that it is in hand is all that the resource says
    Outcome make(TaskRun run, StreamPlan plan, EngineLease engine) throws InterruptedException, EngineDiedException {
        var sound = sound(plan);
        if (sound.isEmpty()) {
            return pictures(run, plan, engine);
        }
        // who watches at once asks for the sound, too, before it is its turn: another engine must not begin with it
        var first = sound.get();
        try (var coming = inHand.begin(run, first.first(), first.end(), Set.of(first.rendition()))) {
            var outcome = pictures(run, plan, engine);
            return outcome instanceof Outcome.Done ? sounds.make(run, plan, first, engine) : outcome;
        }
    }

    private Outcome pictures(TaskRun run, StreamPlan plan, EngineLease engine)
            throws InterruptedException, EngineDiedException {
        var picture = picture(plan);
        return picture.isPresent() ? pictures.make(run, plan, picture.get(), engine) : new Outcome.Done();
    }
}
