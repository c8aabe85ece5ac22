package dev.millrace.video;

import dev.millrace.access.Audience;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.category.Categories;
import dev.millrace.category.CategoryView;
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
import org.jboss.resteasy.reactive.RestQuery;

/** The library: all videos, or those of a search, a category, a tag. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class LibraryPages {

    /** Two, three, four and six columns all fill their last row. */
    private static final int VIDEOS_PER_PAGE = 24;

    /** templates/video/library-page.html */
    @CheckedTemplate(basePath = "video", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record LibraryPage(VideoPage list, LibraryView view, List<CategoryView> categories, Instant now)
            implements TemplateInstance {}

    private final VideoLibrary library;
    private final Categories categories;
    private final Callers callers;
    private final InstantSource clock;

    LibraryPages(VideoLibrary library, Categories categories, Callers callers, InstantSource clock) {
        this.library = library;
        this.categories = categories;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public TemplateInstance library(
            @RestQuery("q") String text,
            @RestQuery String category,
            @RestQuery String tag,
            @RestQuery String sort,
            @RestQuery String cursor) {
        var query = new VideoQuery(text, category, tag, null, sort, cursor, VIDEOS_PER_PAGE);
        var page = library.list(query, Audience.of(callers.current()));
        return new LibraryPage(page, LibraryView.of(query), categories.getAll(), clock.instant());
    }
}
