package dev.millrace.transcode;

import dev.millrace.ladder.Rung;
import dev.millrace.queue.NewTask;
import dev.millrace.queue.TaskQueue;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.Runs.AudioRun;
import dev.millrace.transcode.Runs.VideoRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Puts a plan's work into the queue in the order in which a viewer needs it: the first half minute of sound, posters, then
 * chunk after chunk; the other rungs of the first seconds come after the first whole chunk. What is played first of all
 * ({@link OpeningSeconds}) is the probe's own.
 *
 * <p>Priorities fall along the film, so that the beginning of a new video comes before the end of a long one.
 */
@ApplicationScoped
class StreamTasks {

    /** What a viewer waits for has the front of the queue; demanded work itself waits at the very end. */
    static final int LAST = -1000;

    private static final int PROBE = 900;
    private static final int FIRST_SOUND = 790;
    private static final int POSTERS = 700;
    private static final int STORYBOARD = 600;
    private static final int CHUNKS = 500;
    private static final int LOWEST_CHUNK = -900;
    private static final int LOUDNESS = -950;

    /** Sound of half a minute first, then of five minutes: a jump far ahead has its own run near by. */
    private static final int FIRST_SOUND_SEGMENTS = 8;

    private static final int SOUND_SEGMENTS = 75;

    private final TaskQueue queue;

    StreamTasks(TaskQueue queue) {
        this.queue = queue;
    }

    @Transactional
    UUID enqueueProbe(UUID video) {
        var task = queue.enqueue(new NewTask(Runs.PROBE, video, "{}", PROBE));
        queue.admitToExpress(task); // a new film plays at once, also while the others' work takes all slots
        return task;
    }

    @Transactional
    void enqueue(UUID video, StreamPlan plan) {
        enqueueSounds(video, plan);
        if (!plan.ladder().isEmpty()) {
            enqueueVideo(video, plan);
        }
        if (!plan.posters().isEmpty()) {
            queue.enqueue(new NewTask(Runs.POSTERS, video, "{}", POSTERS));
        }
    }

    /** Of a moment that somebody chose, when its picture is there. */
    @Transactional
    void enqueuePosters(UUID video) {
        queue.enqueue(new NewTask(Runs.POSTERS, video, "{}", POSTERS));
    }

    /** When all segments are there: it is made from them. */
    @Transactional
    void enqueueStoryboard(UUID video) {
        queue.enqueue(new NewTask(Runs.STORYBOARD, video, "{}", STORYBOARD));
    }

    /** After all work on segments, of any video: all of a sound is to be heard whose gain is an estimate. */
    @Transactional
    void enqueueLoudness(UUID video, String rendition) {
        queue.enqueue(new NewTask(Runs.LOUDNESS, video, Runs.write(new Runs.LoudnessRun(rendition)), LOUDNESS));
    }

    private void enqueueSounds(UUID video, StreamPlan plan) {
        var opening = OpeningSeconds.sound(plan);
        for (var sound : plan.audio()) {
            int made = opening.filter(o -> o.rendition().equals(sound.name()))
                    .map(AudioRun::end)
                    .orElse(0);
            int segments = sound.grid().segments();
            int first = Math.min(FIRST_SOUND_SEGMENTS, segments);
            if (made < first) {
                enqueueSound(video, new AudioRun(sound.name(), made, first), FIRST_SOUND);
            }
            for (int from = first; from < segments; from += SOUND_SEGMENTS) {
                int end = Math.min(from + SOUND_SEGMENTS, segments);
                enqueueSound(
                        video, new AudioRun(sound.name(), from, end), priority(chunkOf(plan.timeline(), from)) + 1);
            }
        }
    }

    private void enqueueSound(UUID video, AudioRun run, int priority) {
        queue.enqueue(new NewTask(Runs.AUDIO, video, Runs.write(run), priority));
    }

    private void enqueueVideo(UUID video, StreamPlan plan) {
        var opening = OpeningSeconds.picture(plan);
        int start = opening.map(VideoRun::end).orElse(0);
        if (opening.isPresent()) {
            var others = plan.ladder().stream()
                    .map(Rung::name)
                    .filter(n -> !opening.get().rungs().contains(n))
                    .toList();
            enqueueVideo(video, new VideoRun(0, start, others), priority(1) - 1);
        }
        for (var chunk : plan.timeline().chunks()) {
            int from = Math.max(start, chunk.firstSegment());
            if (from < chunk.endSegment()) {
                enqueueVideo(video, new VideoRun(from, chunk.endSegment(), List.of()), priority(chunk.number()));
            }
        }
    }

    private void enqueueVideo(UUID video, VideoRun run, int priority) {
        queue.enqueue(new NewTask(Runs.VIDEO, video, Runs.write(run), priority));
    }

    private static int priority(int chunk) {
        return Math.max(LOWEST_CHUNK, CHUNKS - 3 * chunk);
    }

    private static int chunkOf(Timeline timeline, int segment) {
        return timeline.chunkOf(segment).number();
    }
}
