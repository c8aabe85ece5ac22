package dev.millrace.site;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A service that nobody has set anything for. */
@DefaultBean
@ApplicationScoped
class NoSettings implements SettingSource {

    @Override
    public Optional<String> setting(String key) {
        return Optional.empty();
    }
}
