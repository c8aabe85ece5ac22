package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Counts tries to sign in: five a minute for an account, whether it exists or not, and twenty for an address. */
@ApplicationScoped
class LoginThrottle {

    private static final int FOR_AN_ACCOUNT = 5;
    private static final int FOR_AN_ADDRESS = 20;

    private final EntityManager database;

    LoginThrottle(EntityManager database) {
        this.database = database;
    }

    /** Counts this try before it is made. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void count(String login, String address) {
        database.createNativeQuery("delete from login_try where tried_at < now() - interval '10 minutes'")
                .executeUpdate();
        admit("account " + login, FOR_AN_ACCOUNT);
        admit("address " + address, FOR_AN_ADDRESS);
    }

    /** It was the right person: the tries for the account do not count any more, nor this one for the address. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void forget(String login, String address) {
        database.createNativeQuery("delete from login_try where key = :key")
                .setParameter("key", "account " + login)
                .executeUpdate();
        database.createNativeQuery(
                        """
                        delete from login_try where ctid = (
                            select ctid from login_try where key = :key order by tried_at desc limit 1 for update skip locked)""")
                .setParameter("key", "address " + address)
                .executeUpdate();
    }

    private void admit(String key, int most) {
        database.createNativeQuery("insert into login_try (key) values (:key)")
                .setParameter("key", key)
                .executeUpdate();
        var tries = (Number) database.createNativeQuery(
                        "select count(*) from login_try where key = :key and tried_at > now() - interval '1 minute'")
                .setParameter("key", key)
                .getSingleResult();
        if (tries.intValue() > most) {
            throw new ProblemException(
                    Kind.TOO_MANY, "too_many_tries", "Too many tries to sign in. Wait a minute, then try again.");
        }
    }
}
