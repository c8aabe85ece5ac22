package dev.millrace.preference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Preferences of accounts, written as {@link PreferenceText} writes them. */
@ApplicationScoped
class PreferenceRepository {

    private final EntityManager database;

    PreferenceRepository(EntityManager database) {
        this.database = database;
    }

    @Transactional
    Optional<Preferences> find(UUID account) {
        List<?> rows = database.createNativeQuery(
                        "select liked from preference where account_id = :account", String.class)
                .setParameter("account", account)
                .getResultList();
        return rows.stream().findFirst().map(text -> PreferenceText.read((String) text));
    }

    @Transactional
    void save(UUID account, Preferences preferences) {
        database.createNativeQuery(
                        """
                        insert into preference (account_id, liked) values (:account, :liked)
                        on conflict (account_id) do update set liked = excluded.liked, changed_at = now()""")
                .setParameter("account", account)
                .setParameter("liked", PreferenceText.write(preferences))
                .executeUpdate();
    }
}
