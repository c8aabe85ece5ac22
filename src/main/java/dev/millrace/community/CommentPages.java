package dev.millrace.community;

import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The forms of the watch page's community: each leads back to where what it changed is shown. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.VIEWER, scope = Scope.MANAGE)
class CommentPages {

    /**
     * templates/community/again-page.html: what was wrong with a form, and the text to send again.
     *
     * @param action where its text goes; null when there is none
     * @param parent the comment it answers, else null
     * @param back where the reader came from; null when not known
     */
    @CheckedTemplate(basePath = "community", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AgainPage(String problem, String action, String text, UUID parent, String back)
            implements TemplateInstance {}

    private final Comments comments;
    private final Likes likes;
    private final Reports reports;
    private final Callers callers;

    CommentPages(Comments comments, Likes likes, Reports reports, Callers callers) {
        this.comments = comments;
        this.likes = likes;
        this.reports = reports;
        this.callers = callers;
    }

    @POST
    @Path("watch/{id}/comments")
    public RestResponse<TemplateInstance> add(@RestPath UUID id, @RestForm String text, @RestForm String parent) {
        var answered = parent == null || parent.isBlank() ? null : uuid(parent);
        var again = new AgainPage(null, "/watch/" + id + "/comments", text, answered, "/watch/" + id + "#comments");
        return answer(again, () -> {
            var made = comments.add(id, answered, text, callers.current());
            return made.parent() == null ? "/watch/" + id + "#comment-" + made.id() : shown(made);
        });
    }

    @POST
    @Path("watch/{id}/comments/lock")
    public RestResponse<TemplateInstance> lock(@RestPath UUID id, @RestForm String closed) {
        comments.close(id, "true".equals(closed), callers.current());
        return to("/watch/" + id + "#comments");
    }

    @POST
    @Path("watch/{id}/like")
    public RestResponse<TemplateInstance> likeVideo(@RestPath UUID id, @RestForm String liked) {
        likes.video(id, "true".equals(liked), callers.current());
        return to("/watch/" + id);
    }

    @POST
    @Path("comments/{id}/edit")
    public RestResponse<TemplateInstance> edit(@RestPath UUID id, @RestForm String text) {
        var again = new AgainPage(null, "/comments/" + id + "/edit", text, null, null);
        return answer(again, () -> shown(comments.edit(id, text, callers.current())));
    }

    @POST
    @Path("comments/{id}/delete")
    public RestResponse<TemplateInstance> delete(@RestPath UUID id) {
        var gone = comments.delete(id, callers.current());
        return to(
                gone.thread().equals(id)
                        ? "/watch/" + gone.video() + "#comments"
                        : "/watch/" + gone.video() + "?thread=" + gone.thread() + "#comments");
    }

    @POST
    @Path("comments/{id}/like")
    public RestResponse<TemplateInstance> like(@RestPath UUID id, @RestForm String liked) {
        return to(shown(likes.comment(id, "true".equals(liked), callers.current())));
    }

    @POST
    @Path("comments/{id}/report")
    public RestResponse<TemplateInstance> report(@RestPath UUID id, @RestForm String reason, @RestForm String note) {
        return answer(new AgainPage(null, null, null, null, null), () -> {
            var said = reports.report(id, reason(reason), note, callers.current());
            return "/watch/" + said.video() + "?thread=" + said.thread() + "#comment-" + id;
        });
    }

    @POST
    @Path("comments/{id}/hide")
    @Needs(value = Role.MODERATOR, scope = Scope.ADMIN)
    public RestResponse<TemplateInstance> hide(@RestPath UUID id, @RestForm String hidden) {
        var who = callers.current();
        return to(shown("true".equals(hidden) ? comments.hide(id, who) : comments.unhide(id, who)));
    }

    private static RestResponse<TemplateInstance> answer(AgainPage again, Supplier<String> change) {
        try {
            return to(change.get());
        } catch (ProblemException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw e;
            }
            var page =
                    new AgainPage(FormAnswer.sentence(e), again.action(), again.text(), again.parent(), again.back());
            return FormAnswer.of(page, e);
        }
    }

    /** A comment in its thread. */
    private static String shown(CommentView comment) {
        return "/watch/" + comment.video() + "?thread=" + comment.thread()
                + (comment.parent() == null ? "" : "&reply=" + comment.id()) + "#comment-" + comment.id();
    }

    private static RestResponse<TemplateInstance> to(String path) {
        return SeeOther.to(path);
    }

    private static ReportReason reason(String key) {
        try {
            return ReportReason.of(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldsException("parent", "must be the id of a comment");
        }
    }
}
