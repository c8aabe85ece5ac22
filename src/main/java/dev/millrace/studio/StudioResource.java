package dev.millrace.studio;

import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.video.DeletedVideos;
import dev.millrace.video.DeletedVideos.DeletedView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What only those who have videos see. Events, a stream, are a route of their own. */
@Path("/api/studio")
@Tag(name = "Studio")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.UPLOADER)
class StudioResource {

    /** Videos that can still be had back. */
    record Deleted(List<DeletedView> videos) {}

    private final DeletedVideos deleted;
    private final Callers callers;

    StudioResource(DeletedVideos deleted, Callers callers) {
        this.deleted = deleted;
        this.callers = callers;
    }

    @GET
    @Path("/deleted")
    public Deleted deleted() {
        return new Deleted(deleted.of(callers.current().account()));
    }
}
