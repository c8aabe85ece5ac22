package dev.millrace.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Where videos may be embedded. */
@ConfigMapping(prefix = "millrace.embed")
interface EmbedConfig {

    /** Origins such as {@code https://www.example.org}, or {@code *} for all, as when it is empty. */
    @WithDefault("*")
    Optional<List<String>> allowedOrigins();
}
