package dev.millrace.upload;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** The content type of a multipart form (RFC 7578), as the form decoder reads it. */
final class FormType {

    private static final Pattern FORM =
            Pattern.compile("\\s*multipart/form-data\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

    private FormType() {}

    /** The same in the letters and the order that the decoder knows; a problem when it is no form. */
    static String read(String type) {
        if (type == null || !FORM.matcher(type).matches()) {
            throw new ProblemException(
                    Kind.UNSUPPORTED_TYPE,
                    "not_multipart",
                    "Send the video as multipart/form-data, in a part named file.");
        }
        String boundary = parameter(type, "boundary")
                .orElseThrow(() -> new ProblemException(
                        Kind.INVALID,
                        "malformed_upload",
                        "The content type of the upload does not name its boundary."));
        return "multipart/form-data; boundary=" + boundary
                + parameter(type, "charset")
                        .map(charset -> "; charset=" + charset)
                        .orElse("");
    }

    /** Empty when it is not there, or empty. */
    private static Optional<String> parameter(String type, String name) {
        var found = Pattern.compile(
                        ";\\s*" + name + "\\s*=\\s*(?:\"([^\";]+)\"|([^\\s\";]+))", Pattern.CASE_INSENSITIVE)
                .matcher(type);
        return found.find() ? Optional.of(found.group(1) == null ? found.group(2) : found.group(1)) : Optional.empty();
    }
}
