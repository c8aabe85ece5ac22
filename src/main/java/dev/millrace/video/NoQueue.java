package dev.millrace.video;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Without a queue it is always everyone's turn. */
@DefaultBean
@ApplicationScoped
class NoQueue implements QueuePosition {

    @Override
    public int of(UUID video) {
        return 0;
    }

    @Override
    public Map<UUID, Integer> of(Collection<UUID> videos) {
        return Map.of();
    }
}
