package dev.millrace.community;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.community.Likes.LikesView;
import dev.millrace.site.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Likes and views of a video over HTTP. */
@Path("/api/videos/{id}")
@Tag(name = "Likes and views")
@Produces(MediaType.APPLICATION_JSON)
class ReceptionResource {

    private final Likes likes;
    private final Views views;
    private final VideoAccess access;
    private final Callers callers;
    private final ClientAddress clients;

    ReceptionResource(Likes likes, Views views, VideoAccess access, Callers callers, ClientAddress clients) {
        this.likes = likes;
        this.views = views;
        this.access = access;
        this.callers = callers;
        this.clients = clients;
    }

    @GET
    @Path("/like")
    @Operation(operationId = "getLikes", summary = "How many like a video, and whether you do")
    @Needs(Role.VISITOR)
    public LikesView likes(@RestPath UUID id) {
        access.requireView(id);
        return likes.of(id, callers.current());
    }

    @PUT
    @Path("/like")
    @Operation(operationId = "likeVideo", summary = "Like a video")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public LikesView like(@RestPath UUID id) {
        return likes.video(id, true, callers.current());
    }

    @DELETE
    @Path("/like")
    @Operation(operationId = "unlikeVideo", summary = "Take a like back")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public LikesView unlike(@RestPath UUID id) {
        return likes.video(id, false, callers.current());
    }

    @POST
    @Path("/view")
    @Operation(
            operationId = "countView",
            summary = "Somebody watches",
            description =
                    "Players say so after five seconds of playing, or half of a shorter film. The same viewer counts once"
                            + " in six hours.")
    @APIResponse(responseCode = "204", description = "It is counted, or was before")
    @Needs(Role.VISITOR)
    public void view(@RestPath UUID id, @Context HttpServerRequest request) {
        views.count(
                id,
                callers.current(),
                clients.of(request),
                Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
    }
}
