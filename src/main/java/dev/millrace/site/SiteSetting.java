package dev.millrace.site;

import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Something administrators set for the whole service, and which values it may have. An empty value takes the default. */
public enum SiteSetting {
    /** What the pages call the service. */
    NAME("site.name", SiteSetting::name),
    /** Whether anybody may make an account: {@code true} or {@code false}. */
    OPEN_SIGN_UP("accounts.open-sign-up"),
    /** Whether visitors see nothing before they sign in: {@code true} or {@code false}. */
    MEMBERS_ONLY("access.members-only"),
    /** Of a new video whose uploader says nothing. */
    DEFAULT_VISIBILITY("video.default-visibility", SiteSetting::visibility),
    /** The player's accent, {@code #rrggbb}. */
    PLAYER_COLOUR("player.colour", SiteSetting::colour),
    PLAYER_CONTROLS("player.controls"),
    PLAYER_AUTOPLAY("player.autoplay"),
    PLAYER_LOOP("player.loop"),
    /** Whether a picture of the film is shown before it plays. */
    PLAYER_POSTER("player.poster"),
    /** Origins whose pages may embed videos, separated by commas; {@code *} for all. */
    EMBED_ORIGINS("embed.allowed-origins", SiteSetting::origins);

    private static final int LONGEST_NAME = 60;
    private static final int MOST_ORIGINS = 50;

    private final String key;
    private final UnaryOperator<String> reader;

    SiteSetting(String key, UnaryOperator<String> reader) {
        this.key = key;
        this.reader = reader;
    }

    /** A choice of two. */
    SiteSetting(String key) {
        this.key = key;
        this.reader = this::flag;
    }

    public String key() {
        return key;
    }

    /** The setting of this key. */
    public static Optional<SiteSetting> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    /** The value as it is stored; empty for the default. Throws {@link InvalidFieldsException}. */
    String read(String raw) {
        String line = PlainText.line(raw);
        return line.isEmpty() ? "" : reader.apply(line);
    }

    private InvalidFieldsException wrong(String message) {
        return new InvalidFieldsException(key, message);
    }

    private static String name(String line) {
        if (PlainText.length(line) > LONGEST_NAME) {
            throw NAME.wrong("must not be longer than " + LONGEST_NAME + " characters");
        }
        return line;
    }

    private String flag(String line) {
        if (!List.of("true", "false").contains(line)) {
            throw wrong("must be true or false");
        }
        return line;
    }

    private static String visibility(String line) {
        if (!List.of("public", "unlisted", "private").contains(line)) {
            throw DEFAULT_VISIBILITY.wrong("must be public, unlisted or private");
        }
        return line;
    }

    private static String colour(String line) {
        if (!line.matches("#[0-9a-fA-F]{6}")) {
            throw PLAYER_COLOUR.wrong("must be a colour such as #0b6b74");
        }
        return line.toLowerCase(Locale.ROOT);
    }

    private static String origins(String line) {
        var all = Arrays.stream(line.split("[,\\s]+"))
                .filter(o -> !o.isEmpty())
                .map(SiteSetting::origin)
                .distinct()
                .toList();
        if (all.size() > MOST_ORIGINS) {
            throw EMBED_ORIGINS.wrong("must not be more than " + MOST_ORIGINS);
        }
        return all.stream().collect(Collectors.joining(","));
    }

    /** Scheme, host and port and nothing else: it ends up in a header. */
    private static String origin(String text) {
        if (text.equals("*")) {
            return text;
        }
        boolean shaped = text.matches("https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?/?");
        if (!shaped || URI.create(text).getHost() == null) {
            throw EMBED_ORIGINS.wrong("must be addresses such as https://www.example.org, or *");
        }
        return text.replaceFirst("/$", "").toLowerCase(Locale.ROOT);
    }
}
