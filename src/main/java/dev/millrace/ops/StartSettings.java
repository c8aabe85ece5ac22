package dev.millrace.ops;

import dev.millrace.site.Network;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What must be known before the framework starts.
 *
 * @param dataFolder absolute
 * @param address where the service will listen
 * @param store kind of media store
 * @param external the operator's own database; empty for the embedded one
 */
record StartSettings(Path dataFolder, ListenAddress address, String store, Optional<ExternalDatabase> external) {

    private static final int LEAST_TOKEN = 16;

    private static final Set<String> ROLES = Set.of("web", "worker");

    /** Reads the same sources the framework will read: system properties, environment, {@code application.properties}. */
    static StartSettings read() {
        return of(ConfigUtils.configBuilder().build());
    }

    static StartSettings of(Config config) {
        requireLongToken(config);
        requireKnownRoles(config);
        requireSlots(config);
        requireWholeAddress(config);
        requireNetworks(config);
        var external = text(config, "quarkus.datasource.jdbc.url")
                .map(url -> new ExternalDatabase(
                        url,
                        text(config, "quarkus.datasource.username").orElse(null),
                        text(config, "quarkus.datasource.password").orElse(null)));
        return new StartSettings(
                Path.of(text(config, "millrace.data-dir").orElse("data"))
                        .toAbsolutePath()
                        .normalize(),
                new ListenAddress(
                        text(config, "quarkus.http.host").orElse("127.0.0.1"),
                        port(text(config, "quarkus.http.port").orElse("8080"))),
                text(config, "millrace.store").orElse("directory"),
                external);
    }

    /** A short token could be guessed. */
    private static void requireLongToken(Config config) {
        text(config, "millrace.admin-token")
                .filter(token -> token.length() < LEAST_TOKEN)
                .ifPresent(token -> {
                    throw new StartRefused("MILLRACE_ADMIN_TOKEN must have at least " + LEAST_TOKEN + " characters.");
                });
    }

    /** A role that nobody has would leave its work undone. */
    private static void requireKnownRoles(Config config) {
        text(config, "millrace.roles")
                .filter(roles -> !ROLES.containsAll(
                        Arrays.stream(roles.split(",")).map(String::strip).toList()))
                .ifPresent(roles -> {
                    throw new StartRefused("MILLRACE_ROLES must be web, worker or both, not \"" + roles + "\".");
                });
    }

    private static void requireSlots(Config config) {
        text(config, "millrace.worker-slots")
                .filter(slots -> !slots.matches("[1-9]\\d{0,3}"))
                .ifPresent(slots -> {
                    throw new StartRefused("MILLRACE_WORKER_SLOTS must be a number from 1, not \"" + slots
                            + "\". For none at all use MILLRACE_ROLES=web.");
                });
    }

    private static void requireWholeAddress(Config config) {
        text(config, "millrace.public-url")
                .filter(url -> !url.matches("https?://[^/?#\\s]+[^?#\\s]*"))
                .ifPresent(url -> {
                    throw new StartRefused(
                            "MILLRACE_PUBLIC_URL must be a whole address such as https://films.example.org, not \""
                                    + url + "\".");
                });
    }

    /** A network that is misspelt would trust nobody, or somebody else. */
    private static void requireNetworks(Config config) {
        text(config, "millrace.trusted-proxies").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .filter(part -> Network.parse(part).isEmpty())
                .findFirst()
                .ifPresent(part -> {
                    throw new StartRefused(
                            "MILLRACE_TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, not \""
                                    + part.strip() + "\".");
                });
    }

    void requireKnownStore() {
        if (store.equals("s3")) {
            throw new StartRefused("MILLRACE_STORE=s3 is not there yet: use \"directory\".");
        }
        if (!store.equals("directory")) {
            throw new StartRefused("MILLRACE_STORE must be \"directory\", not \"" + store + "\".");
        }
    }

    private static Optional<String> text(Config config, String property) {
        return config.getOptionalValue(property, String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new StartRefused("QUARKUS_HTTP_PORT must be a number from 0 to 65535 (0 takes any free port), not \""
                    + text + "\".");
        }
        return Integer.parseInt(text);
    }
}
