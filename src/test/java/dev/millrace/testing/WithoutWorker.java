package dev.millrace.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service without its worker: videos stay in the state in which a test puts them. */
public class WithoutWorker implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("millrace.roles", "web");
    }
}
