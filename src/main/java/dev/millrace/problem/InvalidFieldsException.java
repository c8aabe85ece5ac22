package dev.millrace.problem;

import dev.millrace.problem.Problem.FieldError;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The caller's input breaks rules, field by field. */
public class InvalidFieldsException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidFieldsException(List<FieldError> errors) {
        super(Kind.INVALID, "invalid_fields", sentence(errors, UnaryOperator.identity()));
        this.errors = List.copyOf(errors);
    }

    public InvalidFieldsException(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** The message with other names for the fields, such as the labels of a form. */
    public String sentence(UnaryOperator<String> names) {
        return sentence(errors, names);
    }

    private static String sentence(List<FieldError> errors, UnaryOperator<String> names) {
        return errors.stream()
                        .map(e -> names.apply(e.field()) + " " + e.message())
                        .collect(Collectors.joining("; ")) + ".";
    }
}
