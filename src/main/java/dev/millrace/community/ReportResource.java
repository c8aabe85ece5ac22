package dev.millrace.community;

import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.InvalidFieldsException;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reports over HTTP, for moderators. */
@Path("/api/reports")
@Tag(name = "Reports")
@Produces(MediaType.APPLICATION_JSON)
@Needs(value = Role.MODERATOR, scope = Scope.ADMIN)
class ReportResource {

    /** {@code resolution} is {@code hidden} or {@code dismissed}. */
    record Decision(String resolution) {}

    private final Reports reports;
    private final Callers callers;

    ReportResource(Reports reports, Callers callers) {
        this.reports = reports;
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "listReports", summary = "Reports that wait, or those that are settled")
    public ReportPage list(@RestQuery @DefaultValue("open") String state, @RestQuery @DefaultValue("0") int page) {
        return reports.list(isOpen(state), page, callers.current());
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveReport",
            summary = "Hide the comment, or dismiss the report",
            description = "All that is open about the same comment is settled with it.")
    public void resolve(@RestPath UUID id, @NotNull Decision decision) {
        reports.resolve(id, hides(decision.resolution()), callers.current());
    }

    private static boolean isOpen(String state) {
        if (!state.equals("open") && !state.equals("resolved")) {
            throw new InvalidFieldsException("state", "must be open or resolved");
        }
        return state.equals("open");
    }

    static boolean hides(String resolution) {
        if (!"hidden".equals(resolution) && !"dismissed".equals(resolution)) {
            throw new InvalidFieldsException("resolution", "must be hidden or dismissed");
        }
        return resolution.equals("hidden");
    }
}
