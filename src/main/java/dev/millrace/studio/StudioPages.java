package dev.millrace.studio;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.site.SeeOther;
import dev.millrace.video.DeletedVideos;
import dev.millrace.video.DeletedVideos.DeletedView;
import dev.millrace.video.OwnVideos;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoPage;
import dev.millrace.video.VideoState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The list of one's own videos, and what is done with a whole one: trying again, stopping, deleting and undoing it. */
@Path("/studio")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
class StudioPages {

    private static final int PER_PAGE = 24;

    /**
     * What was asked for, to be shown again.
     *
     * @param q a part of the title, empty for any
     * @param state key of a state, empty for any
     * @param all whether everybody's are shown
     */
    public record Filter(String q, String state, boolean all) {

        public boolean narrow() {
            return !q.isEmpty() || !state.isEmpty();
        }
    }

    /** templates/studio/list-page.html */
    @CheckedTemplate(basePath = "studio", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ListPage(VideoPage found, Filter filter, boolean first, String done, Instant now)
            implements TemplateInstance {}

    /** templates/studio/deleted-page.html */
    @CheckedTemplate(basePath = "studio", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DeletedPage(List<DeletedView> videos, boolean all, String done, Instant now) implements TemplateInstance {}

    private final OwnVideos videos;
    private final DeletedVideos deleted;
    private final VideoLibrary library;
    private final VideoAccess access;
    private final Callers callers;
    private final InstantSource clock;

    StudioPages(
            OwnVideos videos,
            DeletedVideos deleted,
            VideoLibrary library,
            VideoAccess access,
            Callers callers,
            InstantSource clock) {
        this.videos = videos;
        this.deleted = deleted;
        this.library = library;
        this.access = access;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(
            @RestQuery String q,
            @RestQuery String state,
            @RestQuery String all,
            @RestQuery String cursor,
            @RestQuery String done) {
        var caller = callers.current();
        boolean everybody = everybody(all);
        var filter = new Filter(q == null ? "" : q.strip(), known(state), everybody);
        var found = videos.list(new OwnVideos.Wanted(
                everybody ? null : caller.account(),
                filter.state().isEmpty() ? null : VideoState.fromString(filter.state()),
                filter.q(),
                cursor,
                PER_PAGE));
        return new ListPage(found, filter, cursor == null, sentence(done), clock.instant());
    }

    @GET
    @Path("deleted")
    public TemplateInstance deleted(@RestQuery String all, @RestQuery String done) {
        boolean everybody = everybody(all);
        var found = deleted.of(everybody ? null : callers.current().account());
        return new DeletedPage(found, everybody, sentence(done), clock.instant());
    }

    @POST
    @Path("{id}/retry")
    public RestResponse<TemplateInstance> retry(@RestPath UUID id, @RestQuery String all) {
        access.requireChange(id);
        library.retry(id);
        return SeeOther.to(list(all) + "#video-" + id);
    }

    @POST
    @Path("{id}/cancel")
    public RestResponse<TemplateInstance> cancel(@RestPath UUID id, @RestQuery String all) {
        access.requireChange(id);
        library.cancel(id);
        return SeeOther.to(list(all) + "#video-" + id);
    }

    @POST
    @Path("{id}/delete")
    public RestResponse<TemplateInstance> delete(@RestPath UUID id, @RestQuery String all) {
        access.requireChange(id);
        deleted.put(id);
        return SeeOther.to(list(all, "done=deleted"));
    }

    @POST
    @Path("{id}/restore")
    public RestResponse<TemplateInstance> restore(@RestPath UUID id, @RestQuery String all) {
        access.requireChangeEvenDeleted(id);
        deleted.restore(id);
        return SeeOther.to(list(all, "done=restored"));
    }

    @POST
    @Path("{id}/erase")
    public RestResponse<TemplateInstance> erase(@RestPath UUID id, @RestQuery String all) {
        access.requireChangeEvenDeleted(id);
        library.delete(id);
        return SeeOther.to("/studio/deleted?done=erased" + (everybody(all) ? "&all=1" : ""));
    }

    /** Whether it is everybody's list: of administrators who ask for it, and of whoever has no videos of their own. */
    private boolean everybody(String all) {
        var caller = callers.current();
        return caller.isAdmin() && (all != null || caller.account() == null);
    }

    /** Back to the list that one came from. */
    private String list(String all) {
        return "/studio" + (everybody(all) ? "?all=1" : "");
    }

    private String list(String all, String more) {
        return list(all) + (everybody(all) ? "&" : "?") + more;
    }

    /** Empty for what is no state. */
    private static String known(String state) {
        return Arrays.stream(VideoState.values())
                .map(VideoState::key)
                .filter(key -> key.equals(state))
                .findFirst()
                .orElse("");
    }

    private static String sentence(String done) {
        return switch (done == null ? "" : done) {
            case "deleted" -> "The video is deleted. You can have it back for seven days.";
            case "restored" -> "The video is back.";
            case "erased" -> "The video is deleted for good.";
            default -> null;
        };
    }
}
