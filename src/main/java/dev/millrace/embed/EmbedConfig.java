package dev.millrace.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Where videos may be embedded. */
@ConfigMapping(prefix = "millrace.embed")
interface EmbedConfig {

    /** Origins such as {@code https://www.example.org}, or {@code *} for all. */
    @WithDefault("*")
    List<String> allowedOrigins();
}
