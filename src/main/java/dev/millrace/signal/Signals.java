package dev.millrace.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Sends signals. */
@ApplicationScoped
public class Signals {

    private final EntityManager entityManager;

    Signals(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Sends when the current transaction commits; equal signals of one transaction arrive once. */
    public void send(String channel, String payload) {
        entityManager
                .createNativeQuery("select cast(pg_notify(:channel, :payload) as text)")
                .setParameter("channel", channel)
                .setParameter("payload", payload)
                .getSingleResult();
    }
}
