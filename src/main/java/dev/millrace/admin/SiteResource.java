package dev.millrace.admin;

import dev.millrace.access.PlaybackTokens;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The site's settings over HTTP: those that differ from their defaults, by their keys. */
@Path("/api/site")
@Tag(name = "Service")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class SiteResource {

    private final SiteSettings settings;
    private final PlaybackTokens tokens;

    SiteResource(SiteSettings settings, PlaybackTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @GET
    public Map<String, String> settings() {
        var shown = new TreeMap<String, String>();
        settings.stored().forEach((setting, value) -> shown.put(setting.key(), value));
        return shown;
    }

    /** What is left out stays; null and empty take the default. */
    @PATCH
    public Map<String, String> change(@NotNull Map<String, String> wanted) {
        var known = new EnumMap<SiteSetting, String>(SiteSetting.class);
        wanted.forEach((key, value) -> known.put(
                SiteSetting.of(key).orElseThrow(() -> new InvalidFieldsException(key, "is no setting of the site")),
                value));
        settings.change(known);
        return settings();
    }

    /** Ends all addresses of private streams that were handed out, by a new key. */
    @DELETE
    @Path("playback-links")
    @Operation(operationId = "endPlaybackLinks", summary = "End all playback links of private videos")
    @APIResponse(responseCode = "204", description = "They open nothing any more")
    public void endPlaybackLinks() {
        tokens.endAll();
    }
}
