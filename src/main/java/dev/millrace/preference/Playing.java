package dev.millrace.preference;

import dev.millrace.site.PlayerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/**
 * How films play for whoever a page is made for: as they like it, else as this service does it. In templates:
 * <code>{inject:playing.here}</code>.
 */
@Named("playing")
@ApplicationScoped
public class Playing {

    /**
     * How one player looks and begins.
     *
     * @param quality a height, or {@code auto}
     * @param captions a language, or {@code off}
     * @param colour {@code #rrggbb}
     * @param poster whether a picture is shown before it plays
     */
    public record Here(
            boolean autoplay,
            boolean loop,
            boolean muted,
            boolean controls,
            boolean poster,
            String colour,
            String quality,
            String captions) {}

    private final PreferenceKeeper keeper;
    private final PlayerOptions options;

    Playing(PreferenceKeeper keeper, PlayerOptions options) {
        this.keeper = keeper;
        this.options = options;
    }

    /** On our own pages. */
    public Here getHere() {
        var liked = keeper.current();
        return here(liked, liked.autoplay().or(options.autoplay()), liked.loop().or(options.loop()));
    }

    /** On pages of others, where nobody has asked for films that begin by themselves. */
    public Here elsewhere() {
        return here(keeper.current(), options.autoplay(), options.loop());
    }

    private Here here(Preferences liked, boolean autoplay, boolean loop) {
        return new Here(
                autoplay,
                loop,
                false,
                options.controls(),
                options.poster(),
                options.colour(),
                liked.quality(),
                liked.captions());
    }
}
