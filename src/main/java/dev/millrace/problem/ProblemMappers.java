package dev.millrace.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.millrace.problem.Problem.FieldError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Error answers of REST resources: always a problem as JSON; web makes pages of them where a person asked. */
class ProblemMappers {

    private final Problems problems;
    private final AllowedMethods methods;

    ProblemMappers(Problems problems, AllowedMethods methods) {
        this.problems = problems;
        this.methods = methods;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> anything(Throwable e, HttpServerRequest request) {
        return answer(problems.of(e, request.path()));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> ours(ProblemException e, HttpServerRequest request) {
        return answer(problems.of(e, request.path()));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> invalid(ConstraintViolationException e, HttpServerRequest request) {
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(v -> new FieldError(field(v), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return answer(problems.of(new InvalidFieldsException(errors), request.path()));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> malformed(JsonProcessingException e, HttpServerRequest request) {
        return answer(malformedJson(e, request.path()));
    }

    /** Of its own, because the framework has a mapper for this one that would win. */
    @ServerExceptionMapper
    public RestResponse<Problem> mismatched(MismatchedInputException e, HttpServerRequest request) {
        return malformed(e, request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> notFound(NotFoundException e, UriInfo uri, HttpServerRequest request) {
        if (e.getCause() instanceof ProblemException ours) {
            return ours(ours, request);
        }
        if (e.getCause() != null && idsAreWellFormed(uri)) { // a parameter of the query could not be converted
            String sentence = "A value in the query is not of the expected kind, such as text where a number belongs.";
            return answer(Problem.of(400, "invalid_parameter", sentence, request.path()));
        }
        boolean wrongMethod = methods.refuses(request.method().name(), request.path());
        return answer(Statuses.bare(wrongMethod ? 405 : 404, request.path()));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> framework(WebApplicationException e, HttpServerRequest request) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return RestResponse.status(status);
        }
        Problem problem = e.getCause() instanceof JsonProcessingException json
                ? malformedJson(json, request.path())
                : Statuses.bare(status, request.path());
        var answer = answer(problem);
        e.getResponse().getStringHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Content-Range") || name.equalsIgnoreCase(HttpHeaders.RETRY_AFTER)) {
                answer.getHeaders().put(name, new ArrayList<>(values));
            }
        });
        return answer;
    }

    private RestResponse<Problem> answer(Problem problem) {
        var answer = RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .entity(problem)
                .header(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        problems.headers(problem).forEach(answer::header);
        return answer.build();
    }

    private static Problem malformedJson(JsonProcessingException e, String path) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
                    .collect(Collectors.joining())
                    .replaceFirst("^\\.", "");
            var errors = List.of(new FieldError(field, "has a value of the wrong kind"));
            return Problem.of(400, "invalid_fields", field + " has a value of the wrong kind.", path, errors);
        }
        return Problem.of(400, "malformed_json", "The body is not the JSON this address takes.", path);
    }

    private static boolean idsAreWellFormed(UriInfo uri) {
        return uri.getPathParameters().getOrDefault("id", List.of()).stream().allMatch(ProblemMappers::isUuid);
    }

    private static boolean isUuid(String text) {
        try {
            UUID.fromString(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The client's name of what is wrong: the path below the method and, for bodies, below the parameter. */
    private static String field(ConstraintViolation<?> violation) {
        var nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(n -> n.getKind() != ElementKind.METHOD && n.getKind() != ElementKind.RETURN_VALUE)
                .toList();
        if (nodes.size() == 1
                && violation.getInvalidValue() == null
                && violation.getConstraintDescriptor().getAnnotation() instanceof NotNull) {
            return "body"; // parameters of the query may be left out
        }
        boolean insideBody = nodes.size() > 1 && nodes.get(0).getKind() == ElementKind.PARAMETER;
        String name = nodes.stream()
                .skip(insideBody ? 1 : 0)
                .filter(n -> n.getName() != null)
                .map(n -> n.getName().startsWith("<") ? "" : n.getName())
                .filter(n -> !n.isEmpty())
                .collect(Collectors.joining("."));
        return name.isEmpty() ? "body" : name;
    }
}
