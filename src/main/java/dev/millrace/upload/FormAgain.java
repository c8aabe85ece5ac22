package dev.millrace.upload;

import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.upload.UploadPages.UploadPage;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The upload form with what was typed and what was wrong about it. The file cannot come back: browsers do not allow it. */
@ApplicationScoped
class FormAgain {

    private final CurrentVertxRequest request;

    FormAgain(CurrentVertxRequest request) {
        this.request = request;
    }

    /** The page as text. Blocks: the form asks the database for its choices. */
    String draw(RoutingContext routing, UploadFields typed, ProblemException problem) {
        var context = Arc.container().requestContext();
        if (context.isActive()) {
            return page(typed, problem);
        }
        context.activate();
        try {
            request.setCurrent(routing);
            return page(typed, problem);
        } finally {
            context.terminate();
        }
    }

    private static String page(UploadFields typed, ProblemException problem) {
        return new UploadPage(TypedFields.of(typed, problem), FormAnswer.sentence(problem)).render();
    }
}
