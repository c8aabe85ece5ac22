package dev.millrace.account;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks.
 *
 * @param account null for visitors, and for the operator's token, which is nobody's
 * @param name to be shown; null where there is no account
 * @param links ids of the links the caller has been given
 * @param csrf what a form of the caller's pages must bring back; null unless the caller came by a session's cookie
 */
public record Caller(UUID account, String name, Role role, Set<Scope> scopes, Set<UUID> links, String csrf) {

    /** Nobody in particular. */
    public static final Caller VISITOR = new Caller(null, null, Role.VISITOR, Set.of(Scope.READ), Set.of(), null);

    /** Whoever holds the operator's token. */
    public static final Caller OPERATOR =
            new Caller(null, null, Role.ADMIN, EnumSet.allOf(Scope.class), Set.of(), null);

    public Caller {
        scopes = Set.copyOf(scopes);
        links = Set.copyOf(links);
    }

    Caller with(Set<UUID> given) {
        return new Caller(account, name, role, scopes, given, csrf);
    }

    public boolean signedIn() {
        return role != Role.VISITOR;
    }

    public boolean is(UUID other) {
        return account != null && account.equals(other);
    }

    /** Whether role and scope suffice; a key cannot use an administrator's rights without the scope for it. */
    public boolean may(Role least, Scope scope) {
        return effectiveRole().atLeast(least) && scopes.contains(scope);
    }

    /** With all rights over all videos. */
    public boolean isAdmin() {
        return effectiveRole() == Role.ADMIN;
    }

    public boolean isModerator() {
        return effectiveRole().atLeast(Role.MODERATOR);
    }

    private Role effectiveRole() {
        boolean held = role.atLeast(Role.MODERATOR) && !scopes.contains(Scope.ADMIN);
        return held ? Role.UPLOADER : role;
    }
}
