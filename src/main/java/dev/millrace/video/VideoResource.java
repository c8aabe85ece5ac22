package dev.millrace.video;

import dev.millrace.access.Audience;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.Flag;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The library over HTTP. Uploading, a stream, and events, another, are routes of their own. */
@Path("/api/videos")
@Tag(name = "Videos")
@Produces(MediaType.APPLICATION_JSON)
class VideoResource {

    private final VideoLibrary library;
    private final DeletedVideos deleted;
    private final VideoAccess access;
    private final Viewing viewing;
    private final Callers callers;

    VideoResource(VideoLibrary library, DeletedVideos deleted, VideoAccess access, Viewing viewing, Callers callers) {
        this.library = library;
        this.deleted = deleted;
        this.access = access;
        this.viewing = viewing;
        this.callers = callers;
    }

    @GET
    @Needs(Role.VISITOR)
    public VideoPage list(
            @RestQuery("q") String text,
            @RestQuery String category,
            @RestQuery String tag,
            @RestQuery VideoState state,
            @RestQuery String sort,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("" + VideoQuery.DEFAULT_LIMIT) int limit) {
        return library.list(
                new VideoQuery(text, category, tag, state, sort, cursor, limit), Audience.of(callers.current()));
    }

    @GET
    @Path("/{id}")
    @Needs(Role.VISITOR)
    public VideoView get(@RestPath UUID id) {
        return viewing.of(id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public VideoView change(@RestPath UUID id, @NotNull VideoChange change) {
        access.requireChange(id);
        return library.change(id, change);
    }

    @DELETE
    @Path("/{id}")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public void delete(@RestPath UUID id, HttpServerRequest request) {
        access.requireChangeEvenDeleted(id);
        if (Flag.of("undoable", request.getParam("undoable"))) {
            deleted.put(id);
        } else {
            library.delete(id);
        }
    }

    @POST
    @Path("/{id}/restore")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public VideoView restore(@RestPath UUID id) {
        access.requireChangeEvenDeleted(id);
        return deleted.restore(id);
    }

    @POST
    @Path("/{id}/retry")
    @APIResponseSchema(value = VideoView.class, responseCode = "202")
    @ResponseStatus(202)
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public VideoView retry(@RestPath UUID id) {
        access.requireChange(id);
        return library.retry(id);
    }

    @POST
    @Path("/{id}/cancel")
    @APIResponseSchema(value = VideoView.class, responseCode = "202")
    @ResponseStatus(202)
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public VideoView cancel(@RestPath UUID id) {
        access.requireChange(id);
        return library.cancel(id);
    }
}
