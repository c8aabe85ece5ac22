package dev.millrace.embed;

import dev.millrace.preference.Playing;
import dev.millrace.site.PlayerOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** What an embedding page asks of the player, in the address of the frame. What it does not say, or says badly, is as it is here. */
class EmbedWishes {

    private static final Set<String> YES = Set.of("1", "true", "yes", "on");
    private static final Set<String> NO = Set.of("0", "false", "no", "off");

    @RestQuery
    String autoplay;

    @RestQuery
    String loop;

    @RestQuery
    String muted;

    @RestQuery
    String controls;

    @RestQuery
    String poster;

    @RestQuery
    String title;

    @RestQuery
    String colour;

    @RestQuery
    String color;

    /** The secret of a link. */
    @RestQuery
    String share;

    Playing.Here over(Playing.Here here) {
        String asked = colour == null ? color : colour;
        return new Playing.Here(
                flag(autoplay, here.autoplay()),
                flag(loop, here.loop()),
                flag(muted, here.muted()),
                flag(controls, here.controls()),
                flag(poster, here.poster()),
                asked == null ? here.colour() : PlayerOptions.colour(asked).orElse(here.colour()),
                here.quality(),
                here.captions());
    }

    boolean titled() {
        return flag(title, true);
    }

    /** The page of the video, for whoever may see this frame of it. */
    String watch(UUID video, boolean ofPrivate) {
        String page = "/watch/" + video;
        return ofPrivate && share != null ? page + "?share=" + URLEncoder.encode(share, StandardCharsets.UTF_8) : page;
    }

    private static boolean flag(String given, boolean otherwise) {
        return given == null || !YES.contains(given) && !NO.contains(given) ? otherwise : YES.contains(given);
    }
}
