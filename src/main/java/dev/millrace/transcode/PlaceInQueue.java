package dev.millrace.transcode;

import dev.millrace.queue.TaskQueue;
import dev.millrace.video.QueuePosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** How many other videos' tasks come before a video's. */
@ApplicationScoped
class PlaceInQueue implements QueuePosition {

    private final TaskQueue queue;

    PlaceInQueue(TaskQueue queue) {
        this.queue = queue;
    }

    @Override
    public int of(UUID video) {
        return queue.position(video);
    }
}
