package dev.millrace.studio;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.Sources;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The uploaded file as it came, for its owner; in parts, so that a download that broke off goes on. */
@Path("/api/videos/{id}/source")
@Tag(name = "Videos")
class SourceResource {

    private static final String CACHING = "private, no-cache";

    private final VideoLibrary library;
    private final VideoAccess access;
    private final MediaStore store;

    SourceResource(VideoLibrary library, VideoAccess access, MediaStore store) {
        this.library = library;
        this.access = access;
        this.store = store;
    }

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "downloadSource", summary = "Download the uploaded file")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "A part of it",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<PathPart> download(
            @RestPath UUID id,
            @RestHeader("Range") String range,
            @RestHeader("If-Range") String ifRange,
            @RestHeader("If-None-Match") String ifNoneMatch) {
        access.requireChange(id);
        var video = library.get(id);
        var file = store.find(Sources.key(id))
                .orElseThrow(() ->
                        new ProblemException(Kind.CONFLICT, "source_removed", "The uploaded file is no longer kept."));
        String etag = '"' + video.source().sha256() + '"';
        if (Arrays.stream((ifNoneMatch == null ? "" : ifNoneMatch).split(","))
                .map(known -> known.strip().replaceFirst("^W/", ""))
                .anyMatch(known -> known.equals(etag) || known.equals("*"))) {
            return RestResponse.ResponseBuilder.<PathPart>create(304)
                    .header("ETag", etag)
                    .header("Cache-Control", CACHING)
                    .build();
        }
        var wanted = ByteSpan.of(ifRange == null || ifRange.equals(etag) ? range : null, file.sizeBytes());
        if (wanted.isEmpty()) {
            throw new WebApplicationException(Response.status(416)
                    .header("Content-Range", "bytes */" + file.sizeBytes())
                    .build());
        }
        var span = wanted.get();
        var answer = head(ResponseBuilder.<PathPart>create(span.whole() ? 200 : 206), video, etag)
                .header("Content-Length", span.length()) // for HEAD
                .entity(new PathPart(file.path(), span.from(), span.length()));
        if (!span.whole()) {
            answer.header("Content-Range", "bytes %d-%d/%d".formatted(span.from(), span.last(), file.sizeBytes()));
        }
        return answer.build();
    }

    private static ResponseBuilder<PathPart> head(ResponseBuilder<PathPart> answer, VideoView video, String etag) {
        return answer.header("Content-Type", MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", Attachment.named(video.source().fileName()))
                .header("Accept-Ranges", "bytes")
                .header("ETag", etag)
                .header("Cache-Control", CACHING);
    }
}
