package dev.millrace.preference;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The form of preferences, for those with an account and those without. */
@Path("/preferences")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class PreferencePages {

    /** templates/preference/preferences-page.html; {@code problem} is what was wrong with the form, or null. */
    @CheckedTemplate(basePath = "preference", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record PreferencesPage(String problem, boolean saved) implements TemplateInstance {}

    private final PreferenceKeeper keeper;

    PreferencePages(PreferenceKeeper keeper) {
        this.keeper = keeper;
    }

    @GET
    public TemplateInstance form(@RestQuery String done) {
        return new PreferencesPage(null, "saved".equals(done));
    }

    /** A form that names no facts wants none: its boxes send nothing when they are empty. */
    @POST
    public RestResponse<TemplateInstance> save(
            @RestForm String theme,
            @RestForm String autoplay,
            @RestForm String loop,
            @RestForm String quality,
            @RestForm String captions,
            @RestForm List<String> details,
            @RestForm String account) {
        try {
            keeper.change(new PreferenceChange(theme, autoplay, loop, quality, captions, details));
            return SeeOther.to(account == null ? "/preferences?done=saved" : "/account?done=preferences");
        } catch (ProblemException e) {
            return FormAnswer.of(new PreferencesPage(FormAnswer.sentence(e), false), e);
        }
    }
}
