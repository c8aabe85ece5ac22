package dev.millrace.studio;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import dev.millrace.video.VideoView;
import dev.millrace.video.Viewing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Where the part of a video is chosen that becomes a new one: with a script on the player, else by two fields. */
@Path("/studio/{id}/clip")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
class ClipPages {

    /**
     * templates/studio/clip-page.html.
     *
     * @param start what the form shows: the whole, or what was sent when something is wrong with it
     * @param problem what was wrong, else null
     */
    @CheckedTemplate(basePath = "studio", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ClipPage(VideoView video, String start, String end, String title, String problem)
            implements TemplateInstance {}

    private final Viewing viewing;
    private final Clips clips;
    private final VideoAccess access;
    private final Callers callers;

    ClipPages(Viewing viewing, Clips clips, VideoAccess access, Callers callers) {
        this.viewing = viewing;
        this.clips = clips;
        this.access = access;
        this.callers = callers;
    }

    @GET
    public TemplateInstance choose(@RestPath UUID id) {
        access.requireChange(id);
        var video = viewing.of(id);
        return new ClipPage(video, Clock.written(null), Clock.written(video.durationSeconds()), "", null);
    }

    /** Leads to the new video. */
    @POST
    public RestResponse<TemplateInstance> make(
            @RestPath UUID id, @RestForm String start, @RestForm String end, @RestForm String title) {
        access.requireChange(id);
        try {
            var made = clips.make(id, Clock.seconds(start), Clock.seconds(end), title, callers.current(), null);
            return SeeOther.to("/studio/" + made.id() + "?done=clip");
        } catch (ProblemException e) {
            var page =
                    new ClipPage(viewing.of(id), orEmpty(start), orEmpty(end), orEmpty(title), FormAnswer.sentence(e));
            return FormAnswer.of(page, e);
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
