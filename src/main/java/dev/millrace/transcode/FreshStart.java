package dev.millrace.transcode;

import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.WorkNews;
import dev.millrace.words.CaptionLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * The work on a video from its very beginning, when what was made before is of no use. Captions that people uploaded stay.
 *
 * <p>In two steps, so that no row ever names a file that is gone: one transaction drops all rows and queues the probe, and
 * the probe removes the files before it has anything made.
 */
@ApplicationScoped
class FreshStart {

    private final TaskQueue queue;
    private final StreamTasks tasks;
    private final StreamRepository repository;
    private final StreamSignals signals;
    private final WorkNews news;
    private final CaptionLibrary captions;
    private final MediaStore store;

    FreshStart(
            TaskQueue queue,
            StreamTasks tasks,
            StreamRepository repository,
            StreamSignals signals,
            WorkNews news,
            CaptionLibrary captions,
            MediaStore store) {
        this.queue = queue;
        this.tasks = tasks;
        this.repository = repository;
        this.signals = signals;
        this.news = news;
        this.captions = captions;
        this.store = store;
    }

    /** Drops all that is known of a stream and queues the probe; nothing when the video has failed or is gone. */
    @Transactional(Transactional.TxType.MANDATORY)
    void begin(UUID video) {
        queue.cancelAll(video); // tasks are locked before videos, everywhere
        if (!news.startOver(video)) {
            return;
        }
        repository.drop(video);
        captions.dropFromSource(video);
        tasks.enqueueProbe(video);
        signals.sendGone(video);
    }

    /** Removes files that no row names any more, if there is no plan yet. To be called before anything is made. */
    @Transactional
    void removeFiles(TaskRun run) {
        if (!queue.holds(run)) {
            throw new Publisher.LostTaskException();
        }
        var video = run.subject();
        if (repository.plan(video).isPresent()) {
            return;
        }
        var folder = Streams.streamKey(video);
        var kept = captions.hold(video).stream().map(id -> folder + "/" + id).toList();
        for (var entry : store.entries(folder)) {
            if (!kept.contains(entry.key())) {
                store.delete(entry.key());
            }
        }
    }
}
