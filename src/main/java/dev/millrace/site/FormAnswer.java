package dev.millrace.site;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.RestResponse;

/** A form that comes back with what was wrong about it. */
public final class FormAnswer {

    private FormAnswer() {}

    /** @param page the form with what was sent, and the problem's sentence */
    public static RestResponse<TemplateInstance> of(TemplateInstance page, ProblemException problem) {
        return RestResponse.ResponseBuilder.<TemplateInstance>create(Problems.status(problem))
                .entity(page)
                .header("Cache-Control", "no-store")
                .build();
    }
}
