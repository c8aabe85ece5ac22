package dev.millrace.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What videos are called, many at once, and how many are in each state. */
@ApplicationScoped
class VideoNames {

    /** {@code unfinished}: there is work on it that can be stopped. */
    record Named(String title, boolean unfinished) {}

    private final EntityManager database;

    VideoNames(EntityManager database) {
        this.database = database;
    }

    @Transactional
    Map<UUID, Named> of(Collection<UUID> videos) {
        var names = new HashMap<UUID, Named>();
        if (!videos.isEmpty()) {
            List<?> rows = database.createNativeQuery(
                            "select id, title, state not in ('ready', 'failed') from video where id in (:ids)")
                    .setParameter("ids", videos)
                    .getResultList();
            rows.stream()
                    .map(row -> (Object[]) row)
                    .forEach(row -> names.put((UUID) row[0], new Named((String) row[1], (Boolean) row[2])));
        }
        return names;
    }

    /** By the state's key; a state without videos is missing. */
    @Transactional
    Map<String, Long> states() {
        List<?> rows = database.createNativeQuery(
                        "select state, count(*) from video where deleted_at is null group by state")
                .getResultList();
        var counts = new HashMap<String, Long>();
        rows.stream()
                .map(row -> (Object[]) row)
                .forEach(row -> counts.put((String) row[0], ((Number) row[1]).longValue()));
        return counts;
    }
}
