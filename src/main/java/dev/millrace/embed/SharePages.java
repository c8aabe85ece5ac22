package dev.millrace.embed;

import dev.millrace.access.Shares;
import dev.millrace.access.Shares.LinkView;
import dev.millrace.access.Shares.ShareView;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.account.ShownOnce;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.PublicAddress;
import dev.millrace.site.SeeOther;
import dev.millrace.video.VideoView;
import dev.millrace.video.Viewing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Sharing a video without a script: what the dialog of the watch page offers, as plain forms. */
@Path("/watch/{id}/share")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SharePages {

    private static final String LINK = "link";

    /** Parts of the page. */
    private static final String PEOPLE = "share-people";

    private static final String LINKS = "share-links";

    /**
     * templates/embed/share-page.html.
     *
     * @param code the frame for other pages, null when there is none
     * @param keeper whether whoever looks decides whom a private video is shared with; else nobody and no link is named
     * @param made the link that was just made, to be shown this once; else null
     * @param problem what was wrong with a form, else null
     */
    @CheckedTemplate(basePath = "embed", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SharePage(
            VideoView video,
            ShareWishes.Shown wishes,
            String link,
            String code,
            boolean keeper,
            List<ShareView> people,
            List<LinkView> links,
            LinkView made,
            String problem)
            implements TemplateInstance {}

    private final Viewing viewing;
    private final Sharing sharing;
    private final Shares shares;
    private final VideoAccess access;
    private final PublicAddress address;
    private final ShownOnce once;

    SharePages(
            Viewing viewing,
            Sharing sharing,
            Shares shares,
            VideoAccess access,
            PublicAddress address,
            ShownOnce once) {
        this.viewing = viewing;
        this.sharing = sharing;
        this.shares = shares;
        this.access = access;
        this.address = address;
        this.once = once;
    }

    @GET
    @Needs(Role.VISITOR)
    public TemplateInstance share(@RestPath UUID id, @BeanParam ShareWishes wishes, HttpServerRequest request) {
        return page(id, wishes.shown(), request, null);
    }

    @POST
    @Path("people")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> addPerson(@RestPath UUID id, @RestForm String login) {
        access.requireChange(id);
        return change(id, PEOPLE, () -> shares.share(id, login == null ? "" : login.strip()));
    }

    @POST
    @Path("people/remove")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> removePerson(@RestPath UUID id, @RestForm String login) {
        access.requireChange(id);
        return change(id, PEOPLE, () -> shares.unshare(id, login == null ? "" : login));
    }

    /** Leads to the page that shows the link once; it is kept nowhere else. */
    @POST
    @Path("links")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> addLink(
            @RestPath UUID id, @RestForm String hours, HttpServerRequest request) {
        access.requireChange(id);
        return change(id, LINKS, () -> {
            var made = shares.link(id, hours(hours));
            once.keep(request, LINK, made.link().id(), made.secret());
        });
    }

    @POST
    @Path("links/{link}/end")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> endLink(@RestPath UUID id, @RestPath UUID link) {
        access.requireChange(id);
        return change(id, LINKS, () -> shares.unlink(id, link));
    }

    private RestResponse<TemplateInstance> change(UUID id, String part, Runnable change) {
        try {
            change.run();
            return SeeOther.to("/watch/" + id + "/share#" + part);
        } catch (ProblemException e) {
            return wrong(id, e);
        }
    }

    private RestResponse<TemplateInstance> wrong(UUID id, ProblemException problem) {
        return FormAnswer.of(page(id, none(), null, sentence(problem)), problem);
    }

    /** A name is wrong here only when nobody has it. */
    private static String sentence(ProblemException problem) {
        boolean ofName = problem instanceof InvalidFieldsException invalid
                && invalid.errors().stream().anyMatch(error -> error.field().equals("login"));
        return ofName ? "Nobody here has this name." : FormAnswer.sentence(problem);
    }

    /** {@code request} is that of the page which shows a link that was just made, null for none. */
    private SharePage page(UUID id, ShareWishes.Shown wishes, HttpServerRequest request, String problem) {
        var video = viewing.of(id);
        boolean framed =
                !video.visibility().equals("private") && video.playback().embed() != null;
        boolean keeper = sharing.offersPeople(video);
        var links = keeper ? shares.links(id) : List.<LinkView>of();
        return new SharePage(
                video,
                wishes,
                video.playback().page() + wishes.ofLink(),
                framed ? EmbedText.code(video, FrameSize.of(video), wishes.ofFrame()) : null,
                keeper,
                keeper ? shares.list(id) : List.of(),
                links,
                request == null ? null : madeNow(request, id, links),
                problem);
    }

    /** With its address; null when it is none of these. */
    private LinkView madeNow(HttpServerRequest request, UUID video, List<LinkView> links) {
        return once.take(request, LINK, made -> links.stream()
                        .filter(link -> link.id().equals(made.id()))
                        .map(link -> new Shares.MadeLink(video, link, made.secret()).at(address.current()))
                        .findFirst())
                .orElse(null);
    }

    private static ShareWishes.Shown none() {
        return new ShareWishes.Shown("", false, false, false);
    }

    private static int hours(String given) {
        try {
            return Integer.parseInt(given == null ? "" : given);
        } catch (NumberFormatException e) {
            throw new InvalidFieldsException("hours", "must be one of those offered");
        }
    }
}
