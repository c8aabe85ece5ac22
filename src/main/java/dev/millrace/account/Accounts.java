package dev.millrace.account;

import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The one door to accounts: making them, signing in, changing them. */
@ApplicationScoped
public class Accounts {

    /** An account may do less than before: fired in the transaction. */
    public record RightsLost(UUID account) {}

    /** Fired in the transaction that makes the first administrator's account. */
    public record FirstAccountMade(UUID account) {}

    /** Somebody who has shown who they are, by the password of then. */
    record Known(AccountView account, Instant passwordSince) {}

    private final AccountRepository accounts;
    private final Sessions sessions;
    private final Invites invites;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Event<FirstAccountMade> events;
    private final Event<RightsLost> less;

    Accounts(
            AccountRepository accounts,
            Sessions sessions,
            Invites invites,
            Passwords passwords,
            LoginThrottle throttle,
            Event<FirstAccountMade> events,
            Event<RightsLost> less) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.invites = invites;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.less = less;
    }

    public boolean any() {
        return accounts.any();
    }

    public List<AccountView> list() {
        return accounts.list();
    }

    public Optional<AccountView> find(UUID id) {
        return accounts.find(id);
    }

    /** By what somebody signs in with, as a person would type it. */
    public Optional<AccountView> findByLogin(String login) {
        return accounts.findByLogin(NewAccount.login(login));
    }

    /** Whether somebody can look after this service. */
    public boolean anyAdmin() {
        return accounts.anyAdmin();
    }

    /** Makes the administrator's account, once. */
    public AccountView first(NewAccount wanted) {
        String hash = passwords.hash(wanted.password());
        return QuarkusTransaction.requiringNew().call(() -> {
            accounts.lockFirst();
            if (accounts.anyAdmin()) {
                throw new ProblemException(
                        Kind.CONFLICT, "set_up_already", "This service has been set up already. Sign in.");
            }
            return add(wanted, hash, Role.ADMIN);
        });
    }

    /** Makes the account that an invite stands for. */
    public AccountView join(String invite, NewAccount wanted) {
        var found = invites.find(invite).orElseThrow(Accounts::noInvite);
        String hash = passwords.hash(wanted.password());
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!invites.use(found.id())) {
                throw noInvite();
            }
            return add(wanted, hash, found.role());
        });
    }

    /** Makes an account for whoever comes, where that is allowed. */
    public AccountView signUp(NewAccount wanted, Role role, String address) {
        throttle.countNewcomer(address);
        String hash = hash(wanted);
        return QuarkusTransaction.requiringNew().call(() -> add(wanted, hash, role));
    }

    /** What {@link #make} stores of the password. It takes a while: to be asked for outside transactions. */
    String hash(NewAccount wanted) {
        return passwords.hash(wanted.password());
    }

    /** Makes an account in somebody's place. */
    @Transactional
    AccountView make(NewAccount wanted, String hash, Role role) {
        return add(wanted, hash, role);
    }

    /**
     * Looks whether somebody is who they say; the answer and its time do not tell whether the account exists.
     *
     * @param address where the try comes from
     */
    Known authenticate(String rawLogin, String password, String address) {
        String login = NewAccount.login(rawLogin);
        throttle.count(login, address);
        var account = accounts.findByLogin(login);
        var stored = account.flatMap(a -> accounts.password(a.id()));
        if (stored.isEmpty()) {
            passwords.pretend(password);
            throw wrong();
        }
        if (!passwords.matches(password, stored.get().hash()) || account.get().disabled()) {
            throw wrong();
        }
        throttle.forget(login, address);
        return new Known(account.get(), stored.get().since());
    }

    /** Somebody whose account has just been made or changed by themselves. */
    Known known(AccountView account) {
        return new Known(account, accounts.password(account.id()).orElseThrow().since());
    }

    /** Changes a password and signs the account out everywhere. No connection is held while passwords are hashed. */
    public void changePassword(UUID id, String old, String wanted, String address) {
        Passwords.requireGood(wanted);
        var account = accounts.find(id).orElseThrow(Accounts::notFound);
        throttle.count(account.login(), address);
        if (!passwords.matches(old, accounts.password(id).orElseThrow().hash())) {
            throw new InvalidFieldsException("old", "is not your present password");
        }
        throttle.forget(account.login(), address);
        String hash = passwords.hash(wanted);
        QuarkusTransaction.requiringNew().run(() -> {
            accounts.setPassword(id, hash);
            sessions.closeAll(id);
        });
    }

    public void signOutEverywhere(UUID id) {
        sessions.closeAll(id);
    }

    @Transactional
    public void rename(UUID id, String name) {
        accounts.setName(id, NewAccount.name(name));
    }

    /** Null leaves a part as it is. There is always an administrator who can sign in. */
    @Transactional
    public AccountView change(UUID id, Role role, Boolean disabled) {
        var admins = accounts.lockAdmins();
        var account = accounts.find(id).orElseThrow(Accounts::notFound);
        boolean stays = (role == null || role == Role.ADMIN) && !Boolean.TRUE.equals(disabled);
        if (admins.equals(List.of(id)) && !stays) {
            throw new ProblemException(
                    Kind.CONFLICT, "last_admin", "This is the last administrator. Make another one first.");
        }
        if (role != null && role != account.role()) {
            accounts.setRole(id, role);
        }
        if (disabled != null && disabled != account.disabled()) {
            accounts.setDisabled(id, disabled);
            sessions.closeAll(id);
        }
        if (!stays) {
            invites.withdrawThoseOf(id);
            less.fire(new RightsLost(id));
        }
        return accounts.find(id).orElseThrow();
    }

    private AccountView add(NewAccount wanted, String hash, Role role) {
        var id = UUID.randomUUID();
        boolean first = !accounts.anyAdmin();
        if (!accounts.add(id, wanted.login(), wanted.name(), hash, role)) {
            throw new ProblemException(
                    Kind.CONFLICT, "login_taken", "Somebody else has this name already. Choose another one.");
        }
        if (role == Role.ADMIN && first) {
            events.fire(new FirstAccountMade(id));
        }
        return accounts.find(id).orElseThrow();
    }

    static ProblemException wrong() {
        return new ProblemException(Kind.UNAUTHORIZED, "wrong_login", "This name and password do not belong together.");
    }

    static ProblemException noInvite() {
        return new ProblemException(
                Kind.NOT_FOUND,
                "invite_not_found",
                "This invite has been used, withdrawn or is too old. Ask for a new one.");
    }

    private static ProblemException notFound() {
        return new ProblemException(Kind.NOT_FOUND, "account_not_found", "There is no such account.");
    }
}
