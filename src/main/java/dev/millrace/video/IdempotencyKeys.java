package dev.millrace.video;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Remembers for 24 hours which video a client's Idempotency-Key made. */
@ApplicationScoped
class IdempotencyKeys {

    private final EntityManager entityManager;

    IdempotencyKeys(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    Optional<UUID> find(UUID owner, String key) {
        List<?> found = entityManager
                .createNativeQuery(
                        "select video_id from idempotency_key where key = :key and created_at > now() - interval '24 hours'",
                        UUID.class)
                .setParameter("key", stored(owner, key))
                .getResultList();
        return found.stream().map(UUID.class::cast).findFirst();
    }

    /**
     * Takes the key for this video. False when another has it: then {@link #find} tells which, also when the other's
     * transaction had to be waited for.
     */
    boolean take(UUID owner, String key, UUID video) {
        entityManager
                .createNativeQuery("delete from idempotency_key where created_at <= now() - interval '24 hours'")
                .executeUpdate();
        return entityManager
                        .createNativeQuery(
                                "insert into idempotency_key (key, video_id) values (:key, :video) on conflict do nothing")
                        .setParameter("key", stored(owner, key))
                        .setParameter("video", video)
                        .executeUpdate()
                == 1;
    }

    /** Each owner's keys are its own. */
    private static String stored(UUID owner, String key) {
        return owner == null ? key : owner + " " + key;
    }
}
