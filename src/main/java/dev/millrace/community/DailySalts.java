package dev.millrace.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;

/** The salts of viewers' hashes, one a day (UTC), the same on all nodes; older ones than yesterday's are thrown away. */
@ApplicationScoped
class DailySalts {

    private static final int BYTES = 32;

    /** {@code before} is the salt of the day before; null when nobody watched then. */
    record Salts(LocalDate day, byte[] today, byte[] before) {}

    private final EntityManager database;
    private final SecureRandom random = new SecureRandom();
    private volatile Salts known;

    DailySalts(EntityManager database) {
        this.database = database;
    }

    Salts of(LocalDate day) {
        var salts = known;
        if (salts == null || !salts.day().equals(day)) {
            salts = new Salts(day, make(day), find(day.minusDays(1)));
            known = salts;
        }
        return salts;
    }

    @Transactional
    void forgetBefore(LocalDate day) {
        database.createNativeQuery("delete from viewing_salt where day < :day")
                .setParameter("day", day)
                .executeUpdate();
    }

    /** Whatever becomes of the request that asks first, the salt stays. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    byte[] make(LocalDate day) {
        var salt = new byte[BYTES];
        random.nextBytes(salt);
        database.createNativeQuery("insert into viewing_salt (day, salt) values (:day, :salt) on conflict do nothing")
                .setParameter("day", day)
                .setParameter("salt", salt)
                .executeUpdate();
        return find(day);
    }

    @Transactional
    byte[] find(LocalDate day) {
        List<?> found = database.createNativeQuery("select salt from viewing_salt where day = :day", byte[].class)
                .setParameter("day", day)
                .getResultList();
        return found.isEmpty() ? null : (byte[]) found.get(0);
    }
}
