package dev.millrace.problem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * templates/web/error-page.html: a problem for people.
 *
 * @param code what {@link Problem#code} says, by which the page offers a way on
 */
@CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record ErrorPage(int status, String title, String sentence, String code) implements TemplateInstance {

    /** The page of a problem. */
    public static ErrorPage of(Problem problem) {
        return new ErrorPage(problem.status(), problem.title(), problem.detail(), problem.code());
    }
}
