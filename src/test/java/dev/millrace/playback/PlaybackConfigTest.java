package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlaybackConfigTest {

    @Test
    void hasTheseDefaults() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(PlaybackConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(PlaybackConfig.class);

        assertThat(config.cacheSize().asLongValue()).isEqualTo(256L << 20);
        assertThat(config.directorySize().asLongValue()).isEqualTo(32L << 20);
        assertThat(config.hold()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.maxHeld()).isEqualTo(10_000);
        assertThat(config.thumbnailCache().asLongValue()).isEqualTo(256L << 20);
        assertThat(config.thumbnailsAtOnce()).isEqualTo(2);
    }
}
