package dev.millrace.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Browsers that are signed in: for 30 days after they were last seen, and for 90 at most. Each sign-in makes a new one.
 */
@ApplicationScoped
class Sessions {

    static final long SECONDS = 30L * 24 * 3600;

    /** {@code renewed} says that its cookie is to be set anew, for it lives longer now. */
    record Found(Caller caller, boolean renewed) {}

    private final EntityManager database;

    Sessions(EntityManager database) {
        this.database = database;
    }

    /**
     * Signs in; returns what the cookie is to hold.
     *
     * @param passwordSince of the password that was shown: when it was changed meanwhile nobody is signed in
     */
    @Transactional
    String open(UUID account, Instant passwordSince) {
        database.createNativeQuery("delete from session where expires_at < now()")
                .executeUpdate();
        String secret = Secret.next();
        int opened = database.createNativeQuery(
                        """
                        insert into session (hash, account_id, expires_at)
                        select :hash, id, now() + cast(:seconds as double precision) * interval '1 second' from account
                        where id = :account and password_at = :since and disabled_at is null""")
                .setParameter("hash", Secret.hash(secret))
                .setParameter("account", account)
                .setParameter("seconds", SECONDS)
                .setParameter("since", passwordSince)
                .executeUpdate();
        if (opened == 0) {
            throw Accounts.wrong();
        }
        return secret;
    }

    @Transactional
    Optional<Found> find(String secret) {
        byte[] hash = Secret.hash(secret);
        List<?> rows = database.createNativeQuery(
                        """
                        select a.id, a.name, a.role, s.seen_at < now() - interval '1 hour'
                        from session s join account a on a.id = s.account_id
                        where s.hash = :hash and s.expires_at > now() and a.disabled_at is null
                            and s.created_at > now() - interval '90 days'""")
                .setParameter("hash", hash)
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            var columns = (Object[]) row;
            boolean renewed = (Boolean) columns[3];
            if (renewed) {
                seen(hash);
            }
            var caller = new Caller(
                    (UUID) columns[0],
                    (String) columns[1],
                    Role.of((String) columns[2]),
                    EnumSet.allOf(Scope.class),
                    Set.of(),
                    Secret.csrf(secret));
            return new Found(caller, renewed);
        });
    }

    @Transactional
    void close(String secret) {
        database.createNativeQuery("delete from session where hash = :hash")
                .setParameter("hash", Secret.hash(secret))
                .executeUpdate();
    }

    /** Everywhere. */
    @Transactional
    void closeAll(UUID account) {
        database.createNativeQuery("delete from session where account_id = :account")
                .setParameter("account", account)
                .executeUpdate();
    }

    @Transactional
    long count(UUID account) {
        return ((Number) database.createNativeQuery(
                                "select count(*) from session where account_id = :account and expires_at > now()")
                        .setParameter("account", account)
                        .getSingleResult())
                .longValue();
    }

    private void seen(byte[] hash) {
        database.createNativeQuery(
                        """
                        update session set seen_at = now(),
                            expires_at = now() + cast(:seconds as double precision) * interval '1 second'
                        where hash = :hash""")
                .setParameter("seconds", SECONDS)
                .setParameter("hash", hash)
                .executeUpdate();
    }
}
