package dev.millrace.embed;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.preference.Playing;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import dev.millrace.video.VideoView;
import dev.millrace.video.Viewing;
import dev.millrace.web.Frames;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The player alone, for a frame on somebody's page. */
@Path("/embed")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class EmbedPages {

    /**
     * templates/embed/embed-page.html.
     *
     * @param watch where the title leads; with the link's secret, as a cookie of a frame is not sent there
     * @param video null when there is none for whoever asks
     */
    @CheckedTemplate(basePath = "embed", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record EmbedPage(VideoView video, Playing.Here play, boolean titled, String watch) implements TemplateInstance {}

    private final Viewing viewing;
    private final Playing playing;
    private final AllowedOrigins origins;

    EmbedPages(Viewing viewing, Playing playing, AllowedOrigins origins) {
        this.viewing = viewing;
        this.playing = playing;
        this.origins = origins;
    }

    /** Who may not see the video is told so in the frame, instead of being shown that the frame is refused. */
    @GET
    @Path("{id}")
    public RestResponse<TemplateInstance> embed(
            @RestPath UUID id, @BeanParam EmbedWishes wishes, RoutingContext routing) {
        VideoView video;
        try {
            video = viewing.of(id);
        } catch (ProblemException e) {
            Frames.allow(routing, origins.ancestors(false));
            return answer(new EmbedPage(null, null, false, null), Problems.status(e), true);
        }
        boolean ofPrivate = video.visibility().equals("private");
        Frames.allow(routing, origins.ancestors(ofPrivate));
        var page = new EmbedPage(video, wishes.over(playing.elsewhere()), wishes.titled(), wishes.watch(id, ofPrivate));
        return answer(page, 200, ofPrivate);
    }

    private static RestResponse<TemplateInstance> answer(EmbedPage page, int status, boolean ofPrivate) {
        return RestResponse.ResponseBuilder.<TemplateInstance>create(status)
                .entity(page)
                .header("Cache-Control", ofPrivate ? "no-store" : "no-cache")
                .build();
    }
}
