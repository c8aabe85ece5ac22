package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueConfigTest {

    @Test
    void hasDefaults() {
        var config = with(Map.of());

        assertThat(config.getConfigMapping(QueueConfig.class).polling()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.getConfigMapping(QueueConfig.class).heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.getConfigMapping(QueueConfig.class).retryPause()).isEqualTo(Duration.ofSeconds(10));
        var node = config.getConfigMapping(WorkerConfig.class);
        assertThat(node.roles()).containsExactlyInAnyOrder("web", "worker");
        assertThat(node.dataDir()).isEqualTo(Path.of("data"));
        assertThat(node.slots()).isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    @Test
    void takesTheSlotsThatAreSet() {
        assertThat(with(Map.of("millrace.worker-slots", "7"))
                        .getConfigMapping(WorkerConfig.class)
                        .slots())
                .isEqualTo(7);
    }

    private static SmallRyeConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(QueueConfig.class)
                .withMapping(WorkerConfig.class)
                .withDefaultValues(settings)
                .build();
    }
}
