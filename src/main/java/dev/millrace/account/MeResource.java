package dev.millrace.account;

import dev.millrace.account.ApiKeys.KeyView;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The caller's own account and keys. */
@Path("/api")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class MeResource {

    /** Who asks; all null but the role for visitors and the operator's token. */
    record Me(UUID id, String login, String name, Role role, Set<Scope> scopes) {}

    /** What a key is for and may do. */
    record NewKey(@NotNull String name, @NotNull Set<Scope> scopes) {

        /** In one order, whatever the client's: the same wish is always the same JSON. */
        NewKey {
            scopes = scopes == null || scopes.contains(null) ? scopes : new TreeSet<>(scopes);
        }
    }

    private final Callers callers;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Once once;

    MeResource(Callers callers, Accounts accounts, ApiKeys keys, Once once) {
        this.callers = callers;
        this.accounts = accounts;
        this.keys = keys;
        this.once = once;
    }

    @GET
    @Path("/me")
    @Needs(Role.VISITOR)
    public Me me() {
        var caller = callers.current();
        var account = caller.account() == null
                ? null
                : accounts.find(caller.account()).orElse(null);
        return new Me(
                caller.account(),
                account == null ? null : account.login(),
                caller.name(),
                caller.role(),
                caller.scopes());
    }

    @GET
    @Path("/keys")
    @Needs(Role.VIEWER)
    public List<KeyView> keys() {
        return keys.list(account());
    }

    @POST
    @Path("/keys")
    @APIResponseSchema(value = KeyView.class, responseCode = "201")
    @ResponseStatus(201)
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public KeyView create(
            @NotNull @jakarta.validation.Valid NewKey wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        account();
        var maker = callers.current();
        ApiKeys.requireNoMoreThan(maker, wanted.scopes());
        return once.answer(
                idempotencyKey,
                "POST /api/keys",
                wanted,
                KeyView.class,
                () -> keys.create(maker, wanted.name(), wanted.scopes()));
    }

    @DELETE
    @Path("/keys/{id}")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public void revoke(@RestPath UUID id) {
        keys.revoke(account(), id);
    }

    private UUID account() {
        var account = callers.current().account();
        if (account == null) {
            throw new ProblemException(
                    Kind.CONFLICT, "no_account", "The operator's token has no account, and so no keys.");
        }
        return account;
    }
}
