package dev.millrace.transcode;

import dev.millrace.queue.TaskQueue;
import dev.millrace.video.QueuePosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    @Override
    public Map<UUID, Integer> of(Collection<UUID> videos) {
        return queue.positions(List.copyOf(videos));
    }
}
