package dev.millrace.account;

import dev.millrace.account.Invites.InviteView;
import dev.millrace.site.PublicAddress;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

/** Links that make accounts. */
@Path("/api/invites")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class InviteResource {

    /** {@code hours} it can be used, a week when null. */
    record NewInvite(@NotNull Role role, Integer hours) {}

    private final Invites invites;
    private final Callers callers;
    private final PublicAddress address;
    private final Once once;

    InviteResource(Invites invites, Callers callers, PublicAddress address, Once once) {
        this.invites = invites;
        this.callers = callers;
        this.address = address;
        this.once = once;
    }

    @GET
    public List<InviteView> list() {
        return invites.list();
    }

    @POST
    @APIResponseSchema(value = InviteView.class, responseCode = "201")
    @ResponseStatus(201)
    public InviteView create(
            @NotNull @jakarta.validation.Valid NewInvite wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        int hours = wanted.hours() == null ? Invites.DEFAULT_HOURS : wanted.hours();
        var by = callers.current().account();
        return once.answer(idempotencyKey, "POST /api/invites", wanted, InviteView.class, () -> invites.create(
                        by, wanted.role(), hours)
                .at(address.current()));
    }

    @DELETE
    @Path("/{id}")
    public void withdraw(@RestPath UUID id) {
        invites.withdraw(id);
    }
}
