package dev.millrace.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of accounts. */
@ApplicationScoped
class AccountRepository {

    private static final String COLUMNS = "id, login, name, role, created_at, disabled_at is not null from account";

    /** Any number: who makes the first account holds this lock, so that there is only one first account. */
    private static final long FIRST_ACCOUNT = 0x6d696c6c72616365L;

    private final EntityManager database;

    AccountRepository(EntityManager database) {
        this.database = database;
    }

    @Transactional
    boolean any() {
        return !database.createNativeQuery("select 1 from account limit 1")
                .getResultList()
                .isEmpty();
    }

    @Transactional
    boolean anyAdmin() {
        return !database.createNativeQuery("select 1 from account where role = 'admin' limit 1")
                .getResultList()
                .isEmpty();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void lockFirst() {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                .setParameter("lock", FIRST_ACCOUNT)
                .getSingleResult();
    }

    /** False when the login is taken. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean add(UUID id, String login, String name, String password, Role role) {
        return database.createNativeQuery(
                                """
                                insert into account (id, login, name, password, role)
                                values (:id, :login, :name, :password, :role) on conflict (login) do nothing""")
                        .setParameter("id", id)
                        .setParameter("login", login)
                        .setParameter("name", name)
                        .setParameter("password", password)
                        .setParameter("role", role.key())
                        .executeUpdate()
                == 1;
    }

    @Transactional
    List<AccountView> list() {
        return views(database.createNativeQuery("select " + COLUMNS + " order by login")
                .getResultList());
    }

    @Transactional
    Optional<AccountView> find(UUID id) {
        return one("id = :key", id);
    }

    @Transactional
    Optional<AccountView> findByLogin(String login) {
        return one("login = :key", login);
    }

    /** A password's hash, and when it was set. */
    record Password(String hash, Instant since) {}

    /** Also of an account that is disabled. */
    @Transactional
    Optional<Password> password(UUID id) {
        List<?> found = database.createNativeQuery("select password, password_at from account where id = :id")
                .setParameter("id", id)
                .getResultList();
        return found.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Password((String) row[0], (Instant) row[1]))
                .findFirst();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void setPassword(UUID id, String hash) {
        database.createNativeQuery(
                        "update account set password = :hash, password_at = clock_timestamp() where id = :id")
                .setParameter("hash", hash)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void setName(UUID id, String name) {
        database.createNativeQuery("update account set name = :name where id = :id")
                .setParameter("name", name)
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void setRole(UUID id, Role role) {
        database.createNativeQuery("update account set role = :role where id = :id")
                .setParameter("role", role.key())
                .setParameter("id", id)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void setDisabled(UUID id, boolean disabled) {
        database.createNativeQuery("update account set disabled_at = case when :disabled then now() end where id = :id")
                .setParameter("disabled", disabled)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Administrators who can sign in, held until the transaction ends so that two cannot remove each other. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<UUID> lockAdmins() {
        List<?> found = database.createNativeQuery(
                        "select id from account where role = 'admin' and disabled_at is null order by id for update",
                        UUID.class)
                .getResultList();
        return found.stream().map(UUID.class::cast).toList();
    }

    private Optional<AccountView> one(String condition, Object key) {
        return views(database.createNativeQuery("select " + COLUMNS + " where " + condition)
                        .setParameter("key", key)
                        .getResultList())
                .stream()
                .findFirst();
    }

    private static List<AccountView> views(List<?> rows) {
        return rows.stream().map(row -> view((Object[]) row)).toList();
    }

    private static AccountView view(Object[] row) {
        return new AccountView(
                (UUID) row[0], (String) row[1], (String) row[2], Role.of((String) row[3]), (Instant) row[4], (Boolean)
                        row[5]);
    }
}
