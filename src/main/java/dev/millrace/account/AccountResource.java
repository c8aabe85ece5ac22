package dev.millrace.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Accounts, as administrators handle them. */
@Path("/api/accounts")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class AccountResource {

    /** What of an account to change; null leaves it. */
    record AccountChange(Role role, Boolean disabled) {}

    /** An account made by an administrator. */
    record MadeAccount(@NotNull String login, String name, @NotNull String password, @NotNull Role role) {}

    private final Accounts accounts;
    private final Once once;

    AccountResource(Accounts accounts, Once once) {
        this.accounts = accounts;
        this.once = once;
    }

    @GET
    public List<AccountView> list() {
        return accounts.list();
    }

    @POST
    @APIResponseSchema(value = AccountView.class, responseCode = "201")
    @ResponseStatus(201)
    public AccountView create(
            @NotNull @Valid MadeAccount wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        var account = NewAccount.of(wanted.login(), wanted.name(), wanted.password());
        String hash = accounts.hash(account); // before a connection is held
        return once.answer(
                idempotencyKey,
                "POST /api/accounts",
                wanted,
                AccountView.class,
                () -> accounts.make(account, hash, wanted.role()));
    }

    @PATCH
    @Path("/{id}")
    public AccountView change(@RestPath UUID id, @NotNull AccountChange change) {
        return accounts.change(id, change.role(), change.disabled());
    }

    @DELETE
    @Path("/{id}/sessions")
    public void signOut(@RestPath UUID id) {
        accounts.signOutEverywhere(id);
    }
}
