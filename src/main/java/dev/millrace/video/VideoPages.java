package dev.millrace.video;

import dev.millrace.access.Audience;
import dev.millrace.account.Callers;
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
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The library and the watch page. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class VideoPages {

    /** Two, three, four and six columns all fill their last row. */
    private static final int VIDEOS_PER_PAGE = 24;

    /** templates/video/library-page.html */
    @CheckedTemplate(basePath = "video", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record LibraryPage(List<VideoView> videos, String next, boolean first, Instant now) implements TemplateInstance {}

    /** templates/video/watch-page.html */
    @CheckedTemplate(basePath = "video", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record WatchPage(VideoView video, Instant now) implements TemplateInstance {}

    private final VideoLibrary library;
    private final Viewing viewing;
    private final Callers callers;
    private final InstantSource clock;

    VideoPages(VideoLibrary library, Viewing viewing, Callers callers, InstantSource clock) {
        this.library = library;
        this.viewing = viewing;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public TemplateInstance library(@RestQuery String cursor) {
        var page = library.list(
                new VideoQuery(null, null, null, null, null, cursor, VIDEOS_PER_PAGE), Audience.of(callers.current()));
        return new LibraryPage(page.videos(), page.next(), cursor == null, clock.instant());
    }

    @GET
    @Path("watch/{id}")
    public TemplateInstance watch(@RestPath UUID id) {
        return new WatchPage(viewing.of(id), clock.instant());
    }
}
