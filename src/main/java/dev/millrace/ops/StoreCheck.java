package dev.millrace.ops;

import dev.millrace.storage.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** The media store takes files and has room for more. */
@Readiness
class StoreCheck implements HealthCheck {

    private final MediaStore store;

    StoreCheck(MediaStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("store");
        try {
            Files.delete(store.newWorkFolder("health-"));
            return withSpace(answer).build();
        } catch (IOException | UncheckedIOException e) {
            return answer.down().withData("error", "not writable").build();
        }
    }

    private HealthCheckResponseBuilder withSpace(HealthCheckResponseBuilder answer) {
        var space = store.space();
        return answer.status(space.has(0))
                .withData("freeBytes", space.freeBytes())
                .withData("floorBytes", space.floorBytes());
    }
}
