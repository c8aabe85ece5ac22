package dev.millrace.preference;

import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own preferences: of the account, or of the browser without one. */
@Path("/api/me/preferences")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Needs(Role.VISITOR)
class PreferenceResource {

    private final PreferenceKeeper keeper;
    private final Callers callers;

    PreferenceResource(PreferenceKeeper keeper, Callers callers) {
        this.keeper = keeper;
        this.callers = callers;
    }

    @GET
    public PreferencesView preferences() {
        return PreferencesView.of(keeper.current());
    }

    @PATCH
    public PreferencesView change(@NotNull PreferenceChange change) {
        if (callers.current().account() != null) {
            Callers.require(callers.current(), Role.VIEWER, Scope.MANAGE);
        }
        return PreferencesView.of(keeper.change(change));
    }
}
