package dev.millrace.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Errors as pages, for people: whatever a page address answers with an error is shown inside the frame. Programs,
 * which do not ask for HTML or use the API, keep the problem as JSON.
 */
@ApplicationScoped
class ErrorPages {

    /** templates/web/error-page.html */
    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ErrorPage(int status, String title, String sentence) implements TemplateInstance {}

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);

    private static final List<String> FOR_PROGRAMS = List.of("/api", "/v", "/q", "/assets");

    private final ObjectMapper json;

    ErrorPages(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void frame(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400
                || !wantsPage(request.getUriInfo().getPath(), request.getHeaderString("Accept"))
                || MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())
                        && response.getEntity() instanceof TemplateInstance) {
            return;
        }
        response.setEntity(
                page(response.getStatus(), sentenceOf(response.getEntity())).render(),
                null,
                MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
    }

    /** The last route: what no other one answered, and what failed on the way to an answer. */
    void lastRoute(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(this::answerUnknown).failureHandler(this::answerFailure);
    }

    private void answerUnknown(RoutingContext context) {
        if (wantsPage(context.normalizedPath(), context.request().getHeader(HttpHeaders.ACCEPT))) {
            context.response()
                    .setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8")
                    .end(page(404, null).render());
        } else {
            context.next();
        }
    }

    private void answerFailure(RoutingContext context) {
        boolean clientsFault = context.statusCode() >= 400 && context.statusCode() < 500;
        if (clientsFault
                || context.response().headWritten()
                || !wantsPage(context.normalizedPath(), context.request().getHeader(HttpHeaders.ACCEPT))) {
            context.next();
            return;
        }
        LOG.error("Answering " + context.normalizedPath() + " with an error page", context.failure());
        context.response()
                .setStatusCode(500)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8")
                .end(page(500, null).render());
    }

    private static ErrorPage page(int status, String sentence) {
        if (status == 404) {
            return new ErrorPage(
                    status, "Not found", sentence == null ? "There is nothing at this address." : sentence);
        }
        if (status < 500) {
            return new ErrorPage(status, "That did not work", sentence == null ? "The request was refused." : sentence);
        }
        return new ErrorPage(
                status,
                "Something went wrong",
                sentence == null ? "The service could not answer. It has noted what happened." : sentence);
    }

    /** The {@code detail} of an RFC 9457 problem, whatever type carries it; null when there is none. */
    private String sentenceOf(Object problem) {
        return problem == null ? null : json.valueToTree(problem).path("detail").asText(null);
    }

    private static boolean wantsPage(String path, String accept) {
        return accept != null
                && accept.contains(MediaType.TEXT_HTML)
                && FOR_PROGRAMS.stream().noneMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }
}
