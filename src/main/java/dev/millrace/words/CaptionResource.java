package dev.millrace.words;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.captions.CaptionDecoder;
import dev.millrace.captions.CaptionReader;
import dev.millrace.media.Languages;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    private final CaptionConfig config;

    CaptionResource(CaptionLibrary captions, VideoAccess access, CaptionConfig config) {
        this.captions = captions;
        this.access = access;
        this.config = config;
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
    @APIResponse(responseCode = "201", description = "The captions")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<CaptionView> add(
            @RestPath UUID id,
            @RestForm FileUpload file,
            @RestForm String language,
            @RestForm String label,
            @RestForm String kind,
            @RestForm String charset,
            @RestHeader("Idempotency-Key") String idempotencyKey) {
        access.requireChange(id);
        checkKey(idempotencyKey);
        var text = CaptionDecoder.decode(bytes(file), charset, language == null ? Languages.UNKNOWN : language);
        var cues = CaptionReader.read(text);
        if (cues.isEmpty()) {
            throw invalid(
                    "captions_unreadable", "No caption was found in the file: it is neither SubRip (.srt) nor WebVTT.");
        }
        var added = captions.add(id, NewCaption.uploaded(language, label, kind, cues), idempotencyKey);
        return RestResponse.ResponseBuilder.<CaptionView>created(
                        URI.create("/api/videos/" + id + "/captions/" + added.id()))
                .entity(added)
                .build();
    }

    @GET
    @Path("/{caption}")
    @Produces("text/vtt;charset=utf-8")
    @Operation(operationId = "getCaptions", summary = "The captions as a WebVTT file")
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

    private byte[] bytes(FileUpload file) {
        if (file == null) {
            throw invalid("file_missing", "There is no file in the upload: send one, in a part named file.");
        }
        long most = config.maxSize().asLongValue();
        if (file.size() > most) {
            throw new ProblemException(
                    Kind.TOO_LARGE,
                    "captions_too_large",
                    "The file has " + file.size() + " bytes; captions have at most " + most + ".");
        }
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file cannot be read", e);
        }
    }

    private static void checkKey(String key) {
        if (key != null && (key.isBlank() || key.length() > 255)) {
            throw invalid("invalid_idempotency_key", "An Idempotency-Key has 1 to 255 characters.");
        }
    }

    private static ProblemException invalid(String code, String message) {
        return new ProblemException(Kind.INVALID, code, message);
    }
}
