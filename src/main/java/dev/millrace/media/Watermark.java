package dev.millrace.media;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an image is put over all pictures of a film.
 *
 * @param corner where it is
 * @param opacity in per cent; at 100 nothing shows through but what is transparent in the image itself
 * @param width of the image in per cent of the picture's
 */
public record Watermark(Corner corner, int opacity, int width) {

    public static final int LEAST_OPACITY = 10;
    public static final int MOST_OPACITY = 100;
    public static final int LEAST_WIDTH = 5;
    public static final int MOST_WIDTH = 50;

    /** Where a watermark can be. */
    public enum Corner {
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT,
        CENTRE;

        /** The word for it outside of the code: {@code bottom-right}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Corner> of(String key) {
            return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
        }
    }

    public Watermark {
        if (corner == null
                || opacity < LEAST_OPACITY
                || opacity > MOST_OPACITY
                || width < LEAST_WIDTH
                || width > MOST_WIDTH) {
            throw new IllegalArgumentException("no watermark: " + corner + ", " + opacity + " %, " + width + " %");
        }
    }
}
