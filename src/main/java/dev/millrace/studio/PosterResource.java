package dev.millrace.studio;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The choice of a poster. */
@Path("/api/videos/{id}/poster")
@Tag(name = "Videos")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PosterResource {

    /** {@code t} is a moment of the film in seconds; null leaves the choice to the service. */
    record Moment(Double t) {}

    private final VideoLibrary library;
    private final VideoAccess access;

    PosterResource(VideoLibrary library, VideoAccess access) {
        this.library = library;
        this.access = access;
    }

    @PUT
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public VideoView choose(@RestPath UUID id, @NotNull Moment moment) {
        access.requireChange(id);
        return library.choosePoster(id, moment.t());
    }
}
