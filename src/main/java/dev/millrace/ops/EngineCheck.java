package dev.millrace.ops;

import dev.millrace.transcode.EngineRoom;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The media engine starts, has what it needs, and is locked in as well as this level says. */
@Readiness
class EngineCheck implements HealthCheck {

    private final EngineRoom engines;
    private final NodeConfig node;

    EngineCheck(EngineRoom engines, NodeConfig node) {
        this.engines = engines;
        this.node = node;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("engine");
        if (node.slots() == 0) {
            return answer.up().withData("worker", false).build();
        }
        var problem = engines.problem();
        if (problem.isPresent()) {
            return answer.down().withData("error", problem.get()).build();
        }
        var status = engines.status();
        return answer.up()
                .withData("ffmpeg", status.ffmpeg())
                .withData("sandboxLevel", status.level().name())
                .build();
    }
}
