package dev.millrace.community;

import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What waits for moderators. */
@Path("/moderation")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.MODERATOR, scope = Scope.ADMIN)
class ModerationPages {

    /** templates/community/moderation-page.html; {@code problem} is null when there is none. */
    @CheckedTemplate(basePath = "community", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ModerationPage(ReportPage reports, boolean open, String problem, Instant now) implements TemplateInstance {}

    private final Reports reports;
    private final Callers callers;
    private final InstantSource clock;

    ModerationPages(Reports reports, Callers callers, InstantSource clock) {
        this.reports = reports;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    public TemplateInstance reports(@RestQuery String state, @RestQuery @DefaultValue("0") int page) {
        boolean open = !"resolved".equals(state);
        return page(open, page, null);
    }

    @POST
    @Path("reports/{id}")
    public RestResponse<TemplateInstance> resolve(@RestPath UUID id, @RestForm String resolution) {
        try {
            reports.resolve(id, ReportResource.hides(resolution), callers.current());
            return SeeOther.to("/moderation");
        } catch (ProblemException e) {
            return FormAnswer.of(page(true, 0, FormAnswer.sentence(e)), e);
        }
    }

    private ModerationPage page(boolean open, int page, String problem) {
        return new ModerationPage(reports.list(open, page, callers.current()), open, problem, clock.instant());
    }
}
