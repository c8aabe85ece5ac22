package dev.millrace.video;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** How many videos are ahead of a waiting one. The library does not know the queue: whoever does implements this. */
public interface QueuePosition {

    /** 0 when its turn is next. */
    int of(UUID video);

    /** The same of several at once, of those that wait. */
    Map<UUID, Integer> of(Collection<UUID> videos);
}
