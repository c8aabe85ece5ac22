package dev.millrace.studio;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoView;
import dev.millrace.words.CaptionIntake;
import dev.millrace.words.CaptionLibrary;
import dev.millrace.words.CaptionView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** One video in the hands of its owner: what it says, its poster, its captions, its source. */
@Path("/studio")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.UPLOADER, scope = Scope.MANAGE)
class StudioVideoPages {

    /**
     * templates/studio/video-page.html.
     *
     * @param text what the form shows: what is stored, with what was changed over it when something is wrong with that
     * @param shown what is stored as the form is drawn: only what differs from it is changed
     * @param others whether it is somebody else's, in an administrator's hands
     * @param poster the moment that was chosen, else null
     * @param sent what a smaller form said that is wrong; empty otherwise
     * @param problem what was wrong with a form, else null
     * @param done what was changed, else null
     */
    @CheckedTemplate(basePath = "studio", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record VideoPage(
            VideoView video,
            EditedText text,
            EditedText shown,
            boolean others,
            Double poster,
            Sent sent,
            List<CaptionView> captions,
            String problem,
            String done,
            Instant now)
            implements TemplateInstance {}

    /** What the forms of the poster and of captions said; null parts were not sent. */
    record Sent(String moment, String language, String label, String kind) {
        static final Sent NOTHING = new Sent(null, null, null, null);
    }

    private final VideoLibrary library;
    private final CaptionLibrary captions;
    private final CaptionIntake intake;
    private final VideoAccess access;
    private final Callers callers;
    private final InstantSource clock;

    StudioVideoPages(
            VideoLibrary library,
            CaptionLibrary captions,
            CaptionIntake intake,
            VideoAccess access,
            Callers callers,
            InstantSource clock) {
        this.library = library;
        this.captions = captions;
        this.intake = intake;
        this.access = access;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Path("{id}")
    public TemplateInstance edit(@RestPath UUID id, @RestQuery String done) {
        access.requireChange(id);
        return page(id, null, Sent.NOTHING, null, sentence(done));
    }

    @POST
    @Path("{id}")
    public RestResponse<TemplateInstance> save(@RestPath UUID id, @BeanParam EditForm form) {
        access.requireChange(id);
        return change(
                id,
                form,
                Sent.NOTHING,
                "saved",
                () -> library.change(id, form.text().changeOf(form.shown())));
    }

    @POST
    @Path("{id}/poster")
    public RestResponse<TemplateInstance> choosePoster(@RestPath UUID id, @RestForm String t) {
        access.requireChange(id);
        return change(
                id, null, new Sent(t, null, null, null), "poster", () -> library.choosePoster(id, Clock.seconds(t)));
    }

    @POST
    @Path("{id}/captions")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public RestResponse<TemplateInstance> addCaptions(
            @RestPath UUID id,
            @RestForm FileUpload file,
            @RestForm String language,
            @RestForm String label,
            @RestForm String kind) {
        access.requireChange(id);
        boolean chosen = file != null && !file.fileName().isEmpty();
        return change(
                id,
                null,
                new Sent(null, language, label, kind),
                "captions",
                () -> intake.take(id, chosen ? file.uploadedFile() : null, language, label, kind, null, null));
    }

    @POST
    @Path("{id}/captions/{caption}/remove")
    public RestResponse<TemplateInstance> removeCaptions(@RestPath UUID id, @RestPath String caption) {
        access.requireChange(id);
        return change(id, null, Sent.NOTHING, "captions-removed", () -> captions.remove(id, caption));
    }

    /** Back to the page when all is well, else the page with what is wrong. */
    private RestResponse<TemplateInstance> change(UUID id, EditForm form, Sent sent, String done, Runnable change) {
        try {
            change.run();
            return SeeOther.to("/studio/" + id + "?done=" + done);
        } catch (ProblemException e) {
            return FormAnswer.of(page(id, form, sent, FormAnswer.sentence(e), null), e);
        }
    }

    private VideoPage page(UUID id, EditForm form, Sent sent, String problem, String done) {
        var video = library.get(id);
        var stored = EditedText.of(video);
        return new VideoPage(
                video,
                form == null ? stored : form.text().over(stored, form.shown()),
                stored,
                !callers.current().is(video.rights().owner()),
                library.posterSeconds(id).orElse(null),
                sent,
                captions.of(id),
                problem,
                done,
                clock.instant());
    }

    private static String sentence(String done) {
        return switch (done == null ? "" : done) {
            case "saved" -> "Your changes are saved.";
            case "poster" -> "The new poster is being made. It is there in a few seconds.";
            case "clip" -> "The clip is being made.";
            case "captions" -> "The captions are added.";
            case "captions-removed" -> "The captions are removed.";
            default -> null;
        };
    }
}
