package dev.millrace.admin;

import dev.millrace.access.PlaybackTokens;
import dev.millrace.account.AccountConfig;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The settings of the site. */
@Path("/admin/site")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class SitePages {

    /**
     * What the form shows.
     *
     * @param colour empty for the player's own
     * @param origins separated by spaces
     */
    public record Form(
            String name,
            boolean openSignUp,
            boolean membersOnly,
            String visibility,
            String colour,
            boolean controls,
            boolean autoplay,
            boolean loop,
            boolean poster,
            String origins) {}

    /** templates/admin/site-page.html; {@code problem} and {@code done} are null at first. */
    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SitePage(Form form, String problem, String done) implements TemplateInstance {}

    private final SiteSettings settings;
    private final AccountConfig accounts;
    private final PlaybackTokens tokens;

    SitePages(SiteSettings settings, AccountConfig accounts, PlaybackTokens tokens) {
        this.tokens = tokens;
        this.settings = settings;
        this.accounts = accounts;
    }

    @GET
    public TemplateInstance site(@RestQuery String done) {
        return new SitePage(form(), null, sentence(done));
    }

    private static String sentence(String done) {
        return switch (done == null ? "" : done) {
            case "" -> null;
            case "links" -> "All playback links are ended.";
            default -> "The settings are saved.";
        };
    }

    @POST
    @Path("playback-links")
    public RestResponse<TemplateInstance> endPlaybackLinks() {
        tokens.endAll();
        return SeeOther.to("/admin/site?done=links");
    }

    @POST
    public RestResponse<TemplateInstance> save(
            @RestForm String name,
            @RestForm("open-sign-up") String openSignUp,
            @RestForm("members-only") String membersOnly,
            @RestForm String visibility,
            @RestForm String colour,
            @RestForm String controls,
            @RestForm String autoplay,
            @RestForm String loop,
            @RestForm String poster,
            @RestForm String origins) {
        var form = new Form(
                text(name),
                openSignUp != null,
                membersOnly != null,
                text(visibility),
                text(colour),
                controls != null,
                autoplay != null,
                loop != null,
                poster != null,
                text(origins));
        try {
            settings.change(wanted(form));
            return SeeOther.to("/admin/site?done=saved");
        } catch (ProblemException e) {
            return FormAnswer.of(new SitePage(form, FormAnswer.sentence(e), null), e);
        }
    }

    private Form form() {
        var stored = settings.stored();
        return new Form(
                stored.getOrDefault(SiteSetting.NAME, ""),
                flag(stored, SiteSetting.OPEN_SIGN_UP, accounts.openSignUp()),
                flag(stored, SiteSetting.MEMBERS_ONLY, false),
                stored.getOrDefault(SiteSetting.DEFAULT_VISIBILITY, "public"),
                stored.getOrDefault(SiteSetting.PLAYER_COLOUR, ""),
                flag(stored, SiteSetting.PLAYER_CONTROLS, true),
                flag(stored, SiteSetting.PLAYER_AUTOPLAY, false),
                flag(stored, SiteSetting.PLAYER_LOOP, false),
                flag(stored, SiteSetting.PLAYER_POSTER, true),
                stored.getOrDefault(SiteSetting.EMBED_ORIGINS, "").replace(",", " "));
    }

    /** What is as by default is not stored: a later version may have a better one. */
    private Map<SiteSetting, String> wanted(Form form) {
        var wanted = new EnumMap<SiteSetting, String>(SiteSetting.class);
        wanted.put(SiteSetting.NAME, form.name());
        wanted.put(SiteSetting.OPEN_SIGN_UP, unless(accounts.openSignUp(), form.openSignUp()));
        wanted.put(SiteSetting.MEMBERS_ONLY, unless(false, form.membersOnly()));
        wanted.put(SiteSetting.DEFAULT_VISIBILITY, form.visibility());
        wanted.put(SiteSetting.PLAYER_COLOUR, form.colour());
        wanted.put(SiteSetting.PLAYER_CONTROLS, unless(true, form.controls()));
        wanted.put(SiteSetting.PLAYER_AUTOPLAY, unless(false, form.autoplay()));
        wanted.put(SiteSetting.PLAYER_LOOP, unless(false, form.loop()));
        wanted.put(SiteSetting.PLAYER_POSTER, unless(true, form.poster()));
        wanted.put(SiteSetting.EMBED_ORIGINS, form.origins());
        return wanted;
    }

    private static String unless(boolean usual, boolean chosen) {
        return usual == chosen ? "" : Boolean.toString(chosen);
    }

    private static boolean flag(Map<SiteSetting, String> stored, SiteSetting setting, boolean usual) {
        return stored.containsKey(setting) ? Boolean.parseBoolean(stored.get(setting)) : usual;
    }

    private static String text(String raw) {
        return raw == null ? "" : raw;
    }
}
