package dev.millrace.words;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Captions over HTTP. */
@Path("/api/videos/{id}/captions")
@Tag(name = "Captions")
@Produces(MediaType.APPLICATION_JSON)
class CaptionResource {

    private final CaptionLibrary captions;
    private final VideoAccess access;
    private final CaptionIntake intake;

    CaptionResource(CaptionLibrary captions, VideoAccess access, CaptionIntake intake) {
        this.captions = captions;
        this.access = access;
        this.intake = intake;
    }

    @GET
    @Operation(operationId = "listCaptions", summary = "List captions")
    @Needs(Role.VISITOR)
    public CaptionList list(@RestPath UUID id) {
        access.requireView(id);
        return captions.list(id);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "uploadCaptions",
            summary = "Upload captions",
            description = "SubRip or WebVTT in any charset. They are in the playlists at once, also of a ready video.")
    @APIResponseSchema(value = CaptionView.class, responseCode = "201", responseDescription = "The captions")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<CaptionView> add(
            @RestPath UUID id,
            @RestForm FileUpload file,
            @RestForm(FileUpload.ALL) @Parameter(hidden = true) List<FileUpload> files,
            @RestForm String language,
            @RestForm String label,
            @RestForm String kind,
            @RestForm String charset,
            @RestHeader("Idempotency-Key") String idempotencyKey) {
        access.requireChange(id);
        if (files != null && files.stream().filter(f -> f.name().equals("file")).count() > 1) {
            throw new ProblemException(Kind.INVALID, "too_many_files", "Send one file at a time.");
        }
        var path = file == null ? null : file.uploadedFile();
        var added = intake.take(id, path, language, label, kind, charset, idempotencyKey);
        return RestResponse.ResponseBuilder.<CaptionView>created(
                        URI.create("/api/videos/" + id + "/captions/" + added.id()))
                .entity(added)
                .build();
    }

    @GET
    @Path("/{caption}")
    @Produces("text/vtt;charset=utf-8")
    @Operation(operationId = "getCaptions", summary = "The captions as a WebVTT file")
    @APIResponse(
            responseCode = "200",
            description = "The captions",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @Needs(Role.VISITOR)
    public java.nio.file.Path get(@RestPath UUID id, @RestPath String caption) {
        access.requireView(id);
        return captions.file(id, caption);
    }

    @DELETE
    @Path("/{caption}")
    @Operation(operationId = "deleteCaptions", summary = "Remove captions")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public void delete(@RestPath UUID id, @RestPath String caption) {
        access.requireChange(id);
        captions.remove(id, caption);
    }
}
