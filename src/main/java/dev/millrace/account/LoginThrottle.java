package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/**
 * Counts tries to sign in or up: five a minute for an account, whether it exists or not, and twenty for an address
 * ({@link dev.millrace.site.ClientAddress}).
 */
@ApplicationScoped
class LoginThrottle {

    private static final int FOR_AN_ACCOUNT = 5;
    private static final int FOR_AN_ADDRESS = 20;

    private static final Logger LOG = Logger.getLogger(LoginThrottle.class);

    private final EntityManager database;
    private final Refusals refusals;

    LoginThrottle(EntityManager database, InstantSource clock) {
        this.database = database;
        this.refusals = new Refusals(clock);
    }

    /** Counts this try before it is made. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void count(String login, String address) {
        forgetOld();
        admit(account(login), FOR_AN_ACCOUNT, address);
        admit(address(address), FOR_AN_ADDRESS, address);
    }

    /** Counts a wish to have an account, where anybody may have one. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void countNewcomer(String address) {
        forgetOld();
        admit("newcomer " + address(address), FOR_AN_ACCOUNT, address);
    }

    /** It was the right person: the tries for the account do not count any more, nor this one for the address. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void forget(String login, String address) {
        database.createNativeQuery("delete from login_try where key = :key")
                .setParameter("key", account(login))
                .executeUpdate();
        database.createNativeQuery(
                        """
                        delete from login_try where ctid = (
                            select ctid from login_try where key = :key order by tried_at desc limit 1 for update skip locked)""")
                .setParameter("key", address(address))
                .executeUpdate();
    }

    private void forgetOld() {
        database.createNativeQuery("delete from login_try where tried_at < now() - interval '10 minutes'")
                .executeUpdate();
    }

    /** One after the other for each key: tries at the same time would not see each other. */
    private void admit(String key, int most, String address) {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:key, 0)) as text)")
                .setParameter("key", key)
                .getSingleResult();
        database.createNativeQuery("insert into login_try (key) values (:key)")
                .setParameter("key", key)
                .executeUpdate();
        var tries = (Number) database.createNativeQuery(
                        "select count(*) from login_try where key = :key and tried_at > now() - interval '1 minute'")
                .setParameter("key", key)
                .getSingleResult();
        if (tries.intValue() > most) {
            refusals.add(address).ifPresent(LOG::warn);
            throw new ProblemException(
                    Kind.TOO_MANY, "too_many_tries", "Too many tries. Wait a minute, then try again.");
        }
    }

    /** A hash, because what people type may be long. */
    private static String account(String login) {
        return "account " + HexFormat.of().formatHex(Secret.hash(login));
    }

    private static String address(String address) {
        return "address " + address;
    }
}
