package dev.millrace.video;

import dev.millrace.access.Audience;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.problem.InvalidFieldsException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What to watch next, over HTTP. */
@Path("/api/videos/{id}/related")
@Tag(name = "Videos")
@Produces(MediaType.APPLICATION_JSON)
class RelatedResource {

    private static final int MOST = 50;

    record RelatedList(List<VideoView> videos) {}

    private final VideoLibrary library;
    private final VideoAccess access;
    private final Callers callers;

    RelatedResource(VideoLibrary library, VideoAccess access, Callers callers) {
        this.library = library;
        this.access = access;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "relatedVideos", summary = "Videos like this one, the likeliest first")
    @Needs(Role.VISITOR)
    public RelatedList list(@RestPath UUID id, @RestQuery @DefaultValue("12") int limit) {
        access.requireView(id);
        if (limit < 1 || limit > MOST) {
            throw new InvalidFieldsException("limit", "must be from 1 to " + MOST);
        }
        return new RelatedList(library.related(id, limit, Audience.of(callers.current())));
    }
}
