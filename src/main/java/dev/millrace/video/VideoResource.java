package dev.millrace.video;

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

    VideoResource(VideoLibrary library) {
        this.library = library;
    }

    @GET
    public VideoPage list(
            @RestQuery("q") String text,
            @RestQuery String category,
            @RestQuery String tag,
            @RestQuery VideoState state,
            @RestQuery String sort,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("" + VideoQuery.DEFAULT_LIMIT) int limit) {
        return library.list(new VideoQuery(text, category, tag, state, sort, cursor, limit));
    }

    @GET
    @Path("/{id}")
    public VideoView get(@RestPath UUID id) {
        return library.get(id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public VideoView change(@RestPath UUID id, @NotNull VideoChange change) {
        return library.change(id, change);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@RestPath UUID id) {
        library.delete(id);
    }

    @POST
    @Path("/{id}/retry")
    @ResponseStatus(202)
    public VideoView retry(@RestPath UUID id) {
        return library.retry(id);
    }

    @POST
    @Path("/{id}/cancel")
    @ResponseStatus(202)
    public VideoView cancel(@RestPath UUID id) {
        return library.cancel(id);
    }
}
