package dev.millrace.admin;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.queue.QueueOverview;
import dev.millrace.queue.QueueOverview.Count;
import dev.millrace.queue.QueueOverview.OpenTask;
import dev.millrace.queue.QueueOverview.WorkerView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The queue over HTTP. */
@Path("/api/queue")
@Tag(name = "Service")
@Produces(MediaType.APPLICATION_JSON)
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class QueueResource {

    private static final int MOST = 500;

    /** Counts of all tasks, the open ones in the order of work, and who works. */
    record Queue(List<Count> counts, List<OpenTask> tasks, List<WorkerView> workers) {}

    private final QueueOverview queue;

    QueueResource(QueueOverview queue) {
        this.queue = queue;
    }

    @GET
    public Queue queue(@RestQuery @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidFieldsException("limit", "must be from 1 to " + MOST);
        }
        return new Queue(queue.counts(), queue.open(limit), queue.workers());
    }
}
