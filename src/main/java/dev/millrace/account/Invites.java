package dev.millrace.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Links that make one account each. Who may is asked before. */
@ApplicationScoped
public class Invites {

    public static final int DEFAULT_HOURS = 7 * 24;
    private static final int MOST_HOURS = 90 * 24;

    /** An invite; {@code secret}, the end of its address, only when it is made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InviteView(UUID id, Role role, Instant createdAt, Instant expiresAt, String secret, String url) {

        public InviteView at(String base) {
            return new InviteView(id, role, createdAt, expiresAt, null, secret == null ? null : base + path());
        }

        /** The same when its secret is known. */
        public InviteView with(String itsSecret) {
            return new InviteView(id, role, createdAt, expiresAt, itsSecret, url);
        }

        String path() {
            return "/join/" + secret;
        }
    }

    private final EntityManager database;

    Invites(EntityManager database) {
        this.database = database;
    }

    @Transactional
    public InviteView create(UUID by, Role role, int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new InvalidFieldsException("hours", "must be from 1 to " + MOST_HOURS);
        }
        var id = UUID.randomUUID();
        String secret = Secret.next();
        database.createNativeQuery(
                        """
                        insert into invite (id, hash, role, created_by, expires_at)
                        values (:id, :hash, :role, cast(:by as uuid), now() + :hours * interval '1 hour')""")
                .setParameter("id", id)
                .setParameter("hash", Secret.hash(secret))
                .setParameter("role", role.key())
                .setParameter("by", by == null ? null : by.toString())
                .setParameter("hours", hours)
                .executeUpdate();
        var made = list().stream().filter(i -> i.id().equals(id)).findFirst().orElseThrow();
        return made.with(secret);
    }

    /** Those that can still be used. */
    @Transactional
    public List<InviteView> list() {
        List<?> rows = database.createNativeQuery(
                        """
                        select id, role, created_at, expires_at from invite
                        where used_at is null and expires_at > now() order by created_at desc, id""")
                .getResultList();
        return rows.stream().map(row -> view((Object[]) row)).toList();
    }

    @Transactional
    Optional<InviteView> find(String secret) {
        List<?> rows = database.createNativeQuery(
                        """
                        select id, role, created_at, expires_at from invite
                        where hash = :hash and used_at is null and expires_at > now()""")
                .setParameter("hash", Secret.hash(secret))
                .getResultList();
        return rows.stream().findFirst().map(row -> view((Object[]) row));
    }

    /** Marks it used, for one caller only. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean use(UUID id) {
        return database.createNativeQuery(
                                "update invite set used_at = now() where id = :id and used_at is null and expires_at > now()")
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    @Transactional
    public void withdraw(UUID id) {
        int gone = database.createNativeQuery("delete from invite where id = :id and used_at is null")
                .setParameter("id", id)
                .executeUpdate();
        if (gone == 0) {
            throw new ProblemException(Kind.NOT_FOUND, "invite_not_found", "There is no such invite.");
        }
    }

    /** Whoever may make none any more leaves none behind. */
    @Transactional(Transactional.TxType.MANDATORY)
    void withdrawThoseOf(UUID account) {
        database.createNativeQuery("delete from invite where created_by = :account and used_at is null")
                .setParameter("account", account)
                .executeUpdate();
    }

    private static InviteView view(Object[] row) {
        return new InviteView((UUID) row[0], Role.of((String) row[1]), (Instant) row[2], (Instant) row[3], null, null);
    }
}
