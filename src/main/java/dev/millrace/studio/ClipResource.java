package dev.millrace.studio;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.IdempotencyKey;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.video.VideoView;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** A part of a video as a new one. */
@Path("/api/videos/{id}/clip")
@Tag(name = "Videos")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ClipResource {

    /** {@code start} and {@code end} in seconds; {@code title} may be missing. */
    record NewClip(Double start, Double end, String title) {}

    private final Clips clips;
    private final VideoAccess access;
    private final Callers callers;

    ClipResource(Clips clips, VideoAccess access, Callers callers) {
        this.clips = clips;
        this.access = access;
        this.callers = callers;
    }

    @POST
    @APIResponseSchema(value = VideoView.class, responseCode = "201", responseDescription = "The new video")
    @Needs(value = Role.UPLOADER, scope = Scope.UPLOAD)
    public RestResponse<VideoView> clip(
            @RestPath UUID id, @NotNull NewClip wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        access.requireChange(id);
        IdempotencyKey.check(idempotencyKey);
        var made = clips.make(id, wanted.start(), wanted.end(), wanted.title(), callers.current(), idempotencyKey);
        return RestResponse.ResponseBuilder.<VideoView>created(URI.create("/api/videos/" + made.id()))
                .entity(made)
                .build();
    }
}
