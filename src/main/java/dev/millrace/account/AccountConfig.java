package dev.millrace.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Who may come in. */
@ConfigMapping(prefix = "millrace")
public interface AccountConfig {

    /** A key with all rights, for automation; off when unset. At least 16 characters. */
    Optional<String> adminToken();

    /** Whether anybody may make an account, as a viewer. */
    @WithName("accounts.open-sign-up")
    @WithDefault("false")
    boolean openSignUp();
}
