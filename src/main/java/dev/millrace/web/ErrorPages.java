package dev.millrace.web;

import dev.millrace.problem.ErrorPage;
import dev.millrace.problem.Problem;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Errors as pages, for people: whatever a page address answers with an error is shown inside the frame. Programs,
 * which do not ask for HTML or use the API, keep the problem as JSON.
 */
@ApplicationScoped
class ErrorPages {

    private static final List<String> FOR_PROGRAMS = List.of("/api", "/oembed", "/v", "/q", "/assets");

    @ServerResponseFilter
    void frame(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400
                || !wantsPage(request.getUriInfo().getPath(), request.getHeaderString("Accept"))
                || MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())
                        && response.getEntity() instanceof TemplateInstance) {
            return;
        }
        response.setEntity(page(request, response).render(), null, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
    }

    /** Of what a resource answered with, or of the status alone when it is no problem of ours. */
    private static ErrorPage page(ContainerRequestContext request, ContainerResponseContext response) {
        return ErrorPage.of(
                response.getEntity() instanceof Problem problem
                        ? problem
                        : Problem.ofStatus(
                                response.getStatus(), request.getUriInfo().getPath()));
    }

    private static boolean wantsPage(String path, String accept) {
        return accept != null
                && accept.contains(MediaType.TEXT_HTML)
                && FOR_PROGRAMS.stream().noneMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
