package dev.millrace.words;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of captions. */
@ConfigMapping(prefix = "millrace.captions")
interface CaptionConfig {

    /** The largest file of captions that may come in. */
    @WithDefault("2M")
    MemorySize maxSize();
}
