package dev.millrace.community;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Once;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The comments of a video over HTTP. */
@Path("/api/videos/{id}/comments")
@Tag(name = "Comments")
@Produces(MediaType.APPLICATION_JSON)
class CommentResource {

    /** {@code parent} is the comment that is answered, null for none. */
    record NewComment(String text, UUID parent) {}

    /**
     * A page of threads, each with its first replies.
     *
     * @param total comments of the video that everybody may read, replies included
     * @param closed whether nobody may add to them
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CommentList(List<CommentView> comments, String next, long total, boolean closed) {}

    private final Comments comments;
    private final Conversation conversation;
    private final CommentReader reader;
    private final VideoAccess access;
    private final Callers callers;
    private final Once once;

    CommentResource(
            Comments comments,
            Conversation conversation,
            CommentReader reader,
            VideoAccess access,
            Callers callers,
            Once once) {
        this.comments = comments;
        this.conversation = conversation;
        this.reader = reader;
        this.access = access;
        this.callers = callers;
        this.once = once;
    }

    @GET
    @Operation(operationId = "listComments", summary = "List comments")
    @Needs(Role.VISITOR)
    public CommentList list(
            @RestPath UUID id,
            @RestQuery String sort,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("" + Conversation.THREADS) @Min(1) @Max(Conversation.MOST_THREADS) int limit) {
        access.requireView(id);
        var order = CommentOrder.named(sort);
        var page = conversation.threads(
                id, order, cursor == null ? null : CommentCursor.parse(order, cursor), limit, callers.current());
        var standing = reader.standing(id).orElse(Standing.NOTHING);
        return new CommentList(page.comments(), page.next(), standing.comments(), standing.closed());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "addComment", summary = "Comment, or answer a comment")
    @APIResponseSchema(value = CommentView.class, responseCode = "201", responseDescription = "The comment")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public RestResponse<CommentView> add(
            @RestPath UUID id, @NotNull NewComment wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        access.requireView(id);
        var author = callers.current();
        var made = once.answer(
                idempotencyKey,
                "POST /api/videos/" + id + "/comments",
                wanted,
                CommentView.class,
                () -> comments.add(id, wanted.parent(), wanted.text(), author));
        return RestResponse.ResponseBuilder.<CommentView>created(URI.create("/api/comments/" + made.id()))
                .entity(made)
                .build();
    }

    @PUT
    @Path("/lock")
    @Operation(operationId = "lockComments", summary = "Close the comments of a video to new ones")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public void lock(@RestPath UUID id) {
        comments.close(id, true, callers.current());
    }

    @DELETE
    @Path("/lock")
    @Operation(operationId = "unlockComments", summary = "Open the comments of a video again")
    @Needs(value = Role.VIEWER, scope = Scope.MANAGE)
    public void unlock(@RestPath UUID id) {
        comments.close(id, false, callers.current());
    }
}
