package dev.millrace.community;

import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One comment over HTTP. */
@Path("/api/comments/{id}")
@Tag(name = "Comments")
@Produces(MediaType.APPLICATION_JSON)
class OneCommentResource {

    record NewText(String text) {}

    /** {@code note} may be null. */
    record NewReport(ReportReason reason, String note) {}

    private final Comments comments;
    private final Conversation conversation;
    private final Likes likes;
    private final Reports reports;
    private final Callers callers;

    OneCommentResource(Comments comments, Conversation conversation, Likes likes, Reports reports, Callers callers) {
        this.comments = comments;
        this.conversation = conversation;
        this.likes = likes;
        this.reports = reports;
        this.callers = callers;
    }

    @GET
    @Path("/replies")
    @Operation(operationId = "listReplies", summary = "All replies of a thread, page by page")
    @Needs(Role.VISITOR)
    public CommentPage replies(@RestPath UUID id, @RestQuery @DefaultValue("0") @Min(0) @Max(10_000) int page) {
        return conversation.replies(id, page, callers.current());
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "editComment", summary = "Edit your comment")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public CommentView edit(@RestPath UUID id, @NotNull NewText wanted) {
        return comments.edit(id, wanted.text(), callers.current());
    }

    @DELETE
    @Operation(operationId = "deleteComment", summary = "Delete a comment")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public void delete(@RestPath UUID id) {
        comments.delete(id, callers.current());
    }

    @POST
    @Path("/report")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "reportComment", summary = "Tell moderators about a comment")
    @APIResponse(responseCode = "204", description = "They are told")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public void report(@RestPath UUID id, @NotNull NewReport wanted) {
        reports.report(id, wanted.reason(), wanted.note(), callers.current());
    }

    @PUT
    @Path("/hide")
    @Operation(operationId = "hideComment", summary = "Hide a comment; what was reported about it is settled")
    @Needs(value = Role.MODERATOR, scope = Scope.ADMIN)
    public CommentView hide(@RestPath UUID id) {
        return comments.hide(id, callers.current());
    }

    @DELETE
    @Path("/hide")
    @Operation(operationId = "unhideComment", summary = "Show a comment again")
    @Needs(value = Role.MODERATOR, scope = Scope.ADMIN)
    public CommentView unhide(@RestPath UUID id) {
        return comments.unhide(id, callers.current());
    }

    @PUT
    @Path("/like")
    @Operation(operationId = "likeComment", summary = "Like a comment")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public CommentView like(@RestPath UUID id) {
        return likes.comment(id, true, callers.current());
    }

    @DELETE
    @Path("/like")
    @Operation(operationId = "unlikeComment", summary = "Take a like back")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public CommentView unlike(@RestPath UUID id) {
        return likes.comment(id, false, callers.current());
    }
}
