package dev.millrace.problem;

import dev.millrace.problem.ProblemException.Kind;
import java.util.EnumMap;
import java.util.Map;

/** Which HTTP status a kind of problem has, and the names of statuses. Nobody else picks a status. */
final class Statuses {

    private static final Map<Kind, Integer> OF_KIND = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.INVALID, 400),
            Map.entry(Kind.UNAUTHORIZED, 401),
            Map.entry(Kind.FORBIDDEN, 403),
            Map.entry(Kind.NOT_FOUND, 404),
            Map.entry(Kind.CONFLICT, 409),
            Map.entry(Kind.TOO_LARGE, 413),
            Map.entry(Kind.UNSUPPORTED_TYPE, 415),
            Map.entry(Kind.UNPROCESSABLE, 422),
            Map.entry(Kind.TOO_MANY, 429),
            Map.entry(Kind.UNAVAILABLE, 503),
            Map.entry(Kind.STORAGE_FULL, 507)));

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Not signed in"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(408, "Request timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Too large"),
            Map.entry(414, "Address too long"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(416, "Range not satisfiable"),
            Map.entry(422, "Unprocessable content"),
            Map.entry(429, "Too many requests"),
            Map.entry(431, "Headers too large"),
            Map.entry(500, "Internal error"),
            Map.entry(501, "Not implemented"),
            Map.entry(503, "Service unavailable"),
            Map.entry(507, "Storage full"));

    private Statuses() {}

    static int of(Kind kind) {
        return OF_KIND.get(kind);
    }

    static String title(int status) {
        return TITLES.getOrDefault(status, status < 500 ? "Bad request" : "Internal error");
    }

    /** The code and the sentence of an error that a framework reports by its status alone. */
    static Problem bare(int status, String path) {
        return switch (status) {
            case 401 -> Problem.of(401, "not_signed_in", "Sign in to do this.", path);
            case 403 -> Problem.of(403, "forbidden", "You may not do this.", path);
            case 404 -> Problem.of(404, "not_found", "There is nothing at this address.", path);
            case 405 -> Problem.of(405, "method_not_allowed", "This address does not take this method.", path);
            case 406 -> Problem.of(406, "not_acceptable", "This address has no answer of the type you accept.", path);
            case 408 -> Problem.of(408, "request_timeout", "The request took too long to arrive.", path);
            case 413 -> Problem.of(413, "too_large", "The request is larger than this address takes.", path);
            case 414 -> Problem.of(414, "address_too_long", "The address is longer than this service takes.", path);
            case 415 ->
                Problem.of(415, "unsupported_media_type", "This address does not take this content type.", path);
            case 416 -> Problem.of(416, "range_not_satisfiable", "The range begins behind the end.", path);
            case 431 -> Problem.of(431, "headers_too_large", "The headers are larger than this service takes.", path);
            case 501 -> Problem.of(501, "not_implemented", "The service does not offer this in such a form.", path);
            case 503 -> Problem.of(503, "unavailable", "The service cannot do this now; try again soon.", path);
            default ->
                status < 500
                        ? Problem.of(status, "bad_request", "The request cannot be understood.", path)
                        : Problem.of(status, "internal_error", "Something went wrong on our side.", path);
        };
    }
}
