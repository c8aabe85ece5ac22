package dev.millrace.access;

import dev.millrace.access.Shares.LinkView;
import dev.millrace.access.Shares.ShareView;
import dev.millrace.account.Needs;
import dev.millrace.account.Once;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.site.PublicAddress;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Whom a video is shared with; its owner's business. */
@Path("/api/videos/{id}")
@Tag(name = "Sharing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
class ShareResource {

    /** {@code hours} the link is good, a week when null. */
    record NewLink(Integer hours) {}

    private static final int A_WEEK = 7 * 24;

    private final Shares shares;
    private final VideoAccess access;
    private final PublicAddress address;
    private final Once once;

    ShareResource(Shares shares, VideoAccess access, PublicAddress address, Once once) {
        this.shares = shares;
        this.access = access;
        this.address = address;
        this.once = once;
    }

    @GET
    @Path("/shares")
    public List<ShareView> shares(@RestPath UUID id) {
        access.requireChange(id);
        return shares.list(id);
    }

    @PUT
    @Path("/shares/{login}")
    @Consumes(MediaType.WILDCARD)
    public List<ShareView> share(@RestPath UUID id, @RestPath String login) {
        access.requireChange(id);
        shares.share(id, login);
        return shares.list(id);
    }

    @DELETE
    @Path("/shares/{login}")
    public void unshare(@RestPath UUID id, @RestPath String login) {
        access.requireChange(id);
        shares.unshare(id, login);
    }

    @GET
    @Path("/links")
    public List<LinkView> links(@RestPath UUID id) {
        access.requireChange(id);
        return shares.links(id);
    }

    @POST
    @Path("/links")
    @APIResponseSchema(value = LinkView.class, responseCode = "201")
    @ResponseStatus(201)
    public LinkView link(
            @RestPath UUID id, @NotNull NewLink wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        access.requireChange(id);
        int hours = wanted.hours() == null ? A_WEEK : wanted.hours();
        return once.answer(
                idempotencyKey, "POST /api/videos/" + id + "/links", wanted, LinkView.class, () -> shares.link(
                                id, hours)
                        .at(address.current()));
    }

    @DELETE
    @Path("/links/{link}")
    public void unlink(@RestPath UUID id, @RestPath UUID link) {
        access.requireChange(id);
        shares.unlink(id, link);
    }
}
