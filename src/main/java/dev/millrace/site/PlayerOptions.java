package dev.millrace.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the player of this service looks and begins, where neither a viewer nor an embedding page says otherwise. */
@ApplicationScoped
public class PlayerOptions {

    /** The accent on black. */
    public static final String COLOUR = "#5cc8cf";

    private static final Pattern SHAPE = Pattern.compile("#[0-9a-f]{6}");

    private final SiteSettings settings;

    PlayerOptions(SiteSettings settings) {
        this.settings = settings;
    }

    /** {@code #rrggbb} */
    public String colour() {
        return settings.value(SiteSetting.PLAYER_COLOUR)
                .flatMap(PlayerOptions::colour)
                .orElse(COLOUR);
    }

    public boolean controls() {
        return settings.flag(SiteSetting.PLAYER_CONTROLS).orElse(true);
    }

    public boolean autoplay() {
        return settings.flag(SiteSetting.PLAYER_AUTOPLAY).orElse(false);
    }

    public boolean loop() {
        return settings.flag(SiteSetting.PLAYER_LOOP).orElse(false);
    }

    /** Whether a picture of the film is shown before it plays. */
    public boolean poster() {
        return settings.flag(SiteSetting.PLAYER_POSTER).orElse(true);
    }

    /** A colour as it is written here, with or without its {@code #}; empty when it is none. */
    public static Optional<String> colour(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return Optional.of(lower.startsWith("#") ? lower : "#" + lower)
                .filter(c -> SHAPE.matcher(c).matches());
    }
}
