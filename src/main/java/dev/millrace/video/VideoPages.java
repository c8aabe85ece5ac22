package dev.millrace.video;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The watch page. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class VideoPages {

    /** templates/video/watch-page.html */
    @CheckedTemplate(basePath = "video", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record WatchPage(VideoView video, Instant now) implements TemplateInstance {}

    private final Viewing viewing;
    private final InstantSource clock;

    VideoPages(Viewing viewing, InstantSource clock) {
        this.viewing = viewing;
        this.clock = clock;
    }

    @GET
    @Path("watch/{id}")
    public TemplateInstance watch(@RestPath UUID id) {
        return new WatchPage(viewing.of(id), clock.instant());
    }
}
