package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.RestResponse;

/** A form that comes back with what was wrong about it. */
final class FormAnswer {

    private FormAnswer() {}

    static RestResponse<TemplateInstance> of(TemplateInstance page, ProblemException problem) {
        return RestResponse.ResponseBuilder.<TemplateInstance>create(Problems.status(problem))
                .entity(page)
                .header("Cache-Control", "no-store")
                .build();
    }
}
