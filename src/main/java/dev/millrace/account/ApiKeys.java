package dev.millrace.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The keys of programs. A key is shown once, when it is made; it has no more rights than its account. */
@ApplicationScoped
class ApiKeys {

    /** So that a key is recognised where it should not be. */
    private static final String PREFIX = "mr_";

    private static final int NAME = 80;
    private static final int AT_MOST = 50;

    /** What is shown of a key; {@code key} itself only in the answer that makes it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyView(UUID id, String name, List<Scope> scopes, Instant createdAt, Instant lastUsedAt, String key) {

        /** The same when the key itself is known. */
        KeyView with(String itsKey) {
            return new KeyView(id, name, scopes, createdAt, lastUsedAt, itsKey);
        }
    }

    private final EntityManager database;

    ApiKeys(EntityManager database) {
        this.database = database;
    }

    /** No key makes one that is good for more, or is told again what one that is good for more has made. */
    static void requireNoMoreThan(Caller maker, Set<Scope> scopes) {
        if (scopes.stream().anyMatch(Objects::isNull)) {
            throw new InvalidFieldsException("scopes", "must be of read, upload, manage, admin");
        }
        if (!maker.scopes().containsAll(scopes)) {
            throw new ProblemException(Kind.FORBIDDEN, "forbidden", "A key cannot make a key with more scopes.");
        }
    }

    @Transactional
    KeyView create(Caller maker, String rawName, Set<Scope> scopes) {
        var account = maker.account();
        requireNoMoreThan(maker, scopes);
        String name = PlainText.line(rawName);
        if (name.isEmpty() || PlainText.length(name) > NAME) {
            throw new InvalidFieldsException("name", "must have 1 to " + NAME + " characters");
        }
        if (scopes.isEmpty()) {
            throw new InvalidFieldsException("scopes", "must name at least one of read, upload, manage, admin");
        }
        if (list(account).size() >= AT_MOST) {
            throw new ProblemException(
                    Kind.CONFLICT, "too_many_keys", "An account has at most " + AT_MOST + " keys. Revoke one first.");
        }
        String secret = PREFIX + Secret.next();
        var id = UUID.randomUUID();
        database.createNativeQuery(
                        "insert into api_key (id, account_id, name, scopes, hash) values (:id, :account, :name, :scopes, :hash)")
                .setParameter("id", id)
                .setParameter("account", account)
                .setParameter("name", name)
                .setParameter("scopes", scopes.stream().sorted().map(Scope::key).toArray(String[]::new))
                .setParameter("hash", Secret.hash(secret))
                .executeUpdate();
        var made = list(account).stream()
                .filter(k -> k.id().equals(id))
                .findFirst()
                .orElseThrow();
        return made.with(secret);
    }

    @Transactional
    List<KeyView> list(UUID account) {
        List<?> rows = database.createNativeQuery(
                        """
                        select id, name, scopes, created_at, last_used_at from api_key
                        where account_id = :account and revoked_at is null order by created_at desc, id""")
                .setParameter("account", account)
                .getResultList();
        return rows.stream().map(row -> view((Object[]) row)).toList();
    }

    @Transactional
    void revoke(UUID account, UUID key) {
        int changed = database.createNativeQuery(
                        """
                        update api_key set revoked_at = now()
                        where id = :key and account_id = :account and revoked_at is null""")
                .setParameter("key", key)
                .setParameter("account", account)
                .executeUpdate();
        if (changed == 0) {
            throw new ProblemException(Kind.NOT_FOUND, "key_not_found", "You have no such key.");
        }
    }

    @Transactional
    Optional<Caller> find(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] hash = Secret.hash(secret);
        List<?> rows = database.createNativeQuery(
                        """
                        select a.id, a.name, a.role, k.scopes,
                            k.last_used_at is null or k.last_used_at < now() - interval '1 minute'
                        from api_key k join account a on a.id = k.account_id
                        where k.hash = :hash and k.revoked_at is null and a.disabled_at is null""")
                .setParameter("hash", hash)
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            var columns = (Object[]) row;
            if ((Boolean) columns[4]) {
                used(hash);
            }
            return new Caller(
                    (UUID) columns[0],
                    (String) columns[1],
                    Role.of((String) columns[2]),
                    scopes((String[]) columns[3]),
                    Set.of(),
                    null);
        });
    }

    private void used(byte[] hash) {
        database.createNativeQuery("update api_key set last_used_at = now() where hash = :hash")
                .setParameter("hash", hash)
                .executeUpdate();
    }

    private static KeyView view(Object[] row) {
        return new KeyView(
                (UUID) row[0],
                (String) row[1],
                List.copyOf(scopes((String[]) row[2])),
                (Instant) row[3],
                (Instant) row[4],
                null);
    }

    private static Set<Scope> scopes(String[] keys) {
        var scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(keys).map(Scope::of).forEach(scopes::add);
        return scopes;
    }
}
