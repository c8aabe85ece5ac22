package dev.millrace.site;

import java.util.Optional;

/** Where administrators' settings of the whole service come from. Must not block. */
public interface SettingSource {

    /** Empty for the default. */
    Optional<String> setting(String key);
}
