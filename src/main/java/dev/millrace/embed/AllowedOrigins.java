package dev.millrace.embed;

import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Whose pages may show our player: what administrators have set, else what the configuration says. */
@ApplicationScoped
class AllowedOrigins {

    static final String ALL = "*";

    private static final String SELF = "'self'";

    /** Scheme, host and port and nothing else: it ends up in a header. */
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");

    private final SiteSettings settings;
    private final List<String> configured;

    AllowedOrigins(SiteSettings settings, EmbedConfig config) {
        this.settings = settings;
        this.configured = config.allowedOrigins().orElse(List.of(ALL)).stream()
                .map(String::strip)
                .toList();
        if (!configured.stream().allMatch(AllowedOrigins::isOrigin)) {
            throw new IllegalArgumentException(
                    "millrace.embed.allowed-origins has something that is no origin such as https://www.example.org: "
                            + configured);
        }
    }

    /** For the policy of a page; "all" does not mean private videos, whose frames must be named. */
    List<String> ancestors(boolean ofPrivate) {
        var allowed = settings.value(SiteSetting.EMBED_ORIGINS)
                .map(text -> Arrays.stream(text.split("[,\\s]+"))
                        .filter(AllowedOrigins::isOrigin)
                        .toList())
                .orElse(configured);
        if (allowed.contains(ALL) && !ofPrivate) {
            return List.of(ALL);
        }
        var named = new ArrayList<>(List.of(SELF));
        allowed.stream().filter(origin -> !origin.equals(ALL)).forEach(named::add);
        return named;
    }

    private static boolean isOrigin(String text) {
        return text.equals(ALL) || ORIGIN.matcher(text).matches();
    }
}
