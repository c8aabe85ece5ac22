package dev.millrace.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of uploads. */
@ConfigMapping(prefix = "millrace.upload")
interface UploadConfig {

    /** The largest file that may come in. */
    @WithDefault("20G")
    MemorySize maxSize();
}
