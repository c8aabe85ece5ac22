package dev.millrace.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of an error answer, RFC 9457.
 *
 * @param type a URI reference that names this kind of problem for good: {@code /problems/video_not_found}
 * @param title the status in words
 * @param detail a sentence for people
 * @param code the last part of the type, for programs
 * @param instance the path that was asked for
 * @param errors what is wrong with each field, only for invalid input
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, String code, String instance, List<FieldError> errors) {

    /** A field of the request, as the client named it, and what is wrong with it. */
    public record FieldError(String field, String message) {}

    /** The problem of an error that is known by its status alone. */
    public static Problem ofStatus(int status, String instance) {
        return Statuses.bare(status, instance);
    }

    static Problem of(int status, String code, String detail, String instance) {
        return of(status, code, detail, instance, null);
    }

    static Problem of(int status, String code, String detail, String instance, List<FieldError> errors) {
        return new Problem("/problems/" + code, Statuses.title(status), status, detail, code, instance, errors);
    }
}
