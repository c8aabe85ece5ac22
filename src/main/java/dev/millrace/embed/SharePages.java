package dev.millrace.embed;

import dev.millrace.access.Shares;
import dev.millrace.access.Shares.LinkView;
import dev.millrace.access.Shares.ShareView;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
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

    SharePages(Viewing viewing, Sharing sharing, Shares shares, VideoAccess access, PublicAddress address) {
        this.viewing = viewing;
        this.sharing = sharing;
        this.shares = shares;
        this.access = access;
        this.address = address;
    }

    @GET
    @Needs(Role.VISITOR)
    public TemplateInstance share(@RestPath UUID id, @BeanParam ShareWishes wishes) {
        return page(id, wishes.shown(), null, null);
    }

    @POST
    @Path("people")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> addPerson(@RestPath UUID id, @RestForm String login) {
        access.requireChange(id);
        return change(id, () -> shares.share(id, login == null ? "" : login.strip()));
    }

    @POST
    @Path("people/remove")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> removePerson(@RestPath UUID id, @RestForm String login) {
        access.requireChange(id);
        return change(id, () -> shares.unshare(id, login == null ? "" : login));
    }

    /** Answers with the page itself: the link is shown once and kept nowhere. */
    @POST
    @Path("links")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> addLink(@RestPath UUID id, @RestForm String hours) {
        access.requireChange(id);
        try {
            var made = shares.link(id, hours(hours), address.current());
            return RestResponse.ResponseBuilder.<TemplateInstance>ok(page(id, none(), made, null))
                    .header("Cache-Control", "no-store")
                    .build();
        } catch (ProblemException e) {
            return wrong(id, e);
        }
    }

    @POST
    @Path("links/{link}/end")
    @Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
    public RestResponse<TemplateInstance> endLink(@RestPath UUID id, @RestPath UUID link) {
        access.requireChange(id);
        return change(id, () -> shares.unlink(id, link));
    }

    private RestResponse<TemplateInstance> change(UUID id, Runnable change) {
        try {
            change.run();
            return SeeOther.to("/watch/" + id + "/share");
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

    private SharePage page(UUID id, ShareWishes.Shown wishes, LinkView made, String problem) {
        var video = viewing.of(id);
        boolean framed =
                !video.visibility().equals("private") && video.playback().embed() != null;
        boolean keeper = sharing.offersPeople(video);
        return new SharePage(
                video,
                wishes,
                video.playback().page() + wishes.ofLink(),
                framed ? EmbedText.code(video, FrameSize.of(video), wishes.ofFrame()) : null,
                keeper,
                keeper ? shares.list(id) : List.of(),
                keeper ? shares.links(id) : List.of(),
                made,
                problem);
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
