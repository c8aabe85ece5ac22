package dev.millrace.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Turns failures into error answers, for REST resources (through the mappers) and for raw routes alike. */
@ApplicationScoped
public class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final List<String> FOR_PROGRAMS = List.of("/api", "/oembed", "/v", "/q", "/assets");

    private static final String CHALLENGE = "Bearer realm=\"millrace\"";
    private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final ObjectMapper json;
    private final AllowedMethods methods;
    private final Outage databaseAway;

    Problems(ObjectMapper json, AllowedMethods methods, InstantSource clock) {
        this.json = json;
        this.methods = methods;
        this.databaseAway = new Outage(clock);
    }

    /** The HTTP status of a problem, for pages that show it themselves. */
    public static int status(ProblemException problem) {
        return Statuses.of(problem.kind());
    }

    /** What to tell about a failure. An unexpected one is logged here, under the id the client is given. */
    public Problem of(Throwable failure, String path) {
        if (failure instanceof InvalidFieldsException e) {
            return Problem.of(Statuses.of(e.kind()), e.code(), e.getMessage(), path, e.errors());
        }
        if (failure instanceof HttpException e && e.getStatusCode() < 500) {
            return Statuses.bare(e.getStatusCode(), path);
        }
        if (failure instanceof ProblemException e) {
            return Problem.of(Statuses.of(e.kind()), e.code(), e.getMessage(), path);
        }
        if (databaseIsAway(failure)) {
            if (databaseAway.begins()) {
                LOG.warnf(
                        "The database cannot be reached, so %s and what comes next is not answered: %s",
                        withoutSecrets(path), failure);
            }
            return Problem.of(
                    503, "unavailable", "The service cannot reach its database. Try again in a moment.", path);
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure at %s; the client is told the id %s", withoutSecrets(path), id);
        return Problem.of(
                500, "internal_error", "Something went wrong on our side. The log has it under " + id + ".", path);
    }

    /** Whether a connection could not be had or broke off: classes 08 and 57P of SQLSTATE. */
    public static boolean databaseIsAway(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }

    /** What opens something does not belong in a log. */
    private static String withoutSecrets(String path) {
        return path == null
                ? null
                : path.replaceFirst("^/join/.*", "/join/…").replaceFirst("^/v/[A-Za-z0-9_-]{34}/", "/v/…/");
    }

    public String toJson(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What must be told beside a problem: the methods there are, how to say who one is, when to come again. */
    Map<String, String> headers(Problem problem) {
        var headers = new HashMap<String, String>();
        if (problem.status() == 405) {
            headers.put("Allow", String.join(", ", methods.of(problem.instance())));
        }
        if (problem.status() == 401 && FOR_PROGRAMS.stream().anyMatch(root -> below(problem.instance(), root))) {
            headers.put("WWW-Authenticate", problem.code().equals("invalid_key") ? INVALID : CHALLENGE);
        }
        RetryAfter.of(problem.status()).ifPresent(seconds -> headers.put("Retry-After", seconds));
        return headers;
    }

    /** Ends the answer of a raw route with this failure: as a page for a browser outside the API, else as JSON. */
    public void answer(RoutingContext context, Throwable failure) {
        answer(context, failure, wantsPage(context.request()));
    }

    /** The same where the route knows whether a person asked. */
    public void answer(RoutingContext context, Throwable failure, boolean page) {
        answer(context, of(failure, context.normalizedPath()), page);
    }

    /** The same for a status without an exception, such as 404. */
    public void answer(RoutingContext context, int status) {
        boolean wrongMethod =
                status == 404 && methods.refuses(context.request().method().name(), context.normalizedPath());
        answer(
                context,
                Statuses.bare(wrongMethod ? 405 : status, context.normalizedPath()),
                wantsPage(context.request()));
    }

    private void answer(RoutingContext context, Problem problem, boolean page) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close(); // half an answer is out: the client must see that it is cut
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", page ? "text/html;charset=utf-8" : MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        headers(problem).forEach(response::putHeader);
        response.end(page ? ErrorPage.of(problem).render() : toJson(problem));
    }

    /** Whether a person in a browser asks: prefers HTML, and not below the API. */
    private static boolean wantsPage(HttpServerRequest request) {
        return FOR_PROGRAMS.stream().noneMatch(root -> below(request.path(), root))
                && Accepts.html(request.getHeader("Accept"));
    }

    private static boolean below(String path, String root) {
        return path != null && (path.equals(root) || path.startsWith(root + "/"));
    }
}
