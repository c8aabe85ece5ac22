package dev.millrace.embed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.millrace.video.VideoView;

/** How a page is to show a link to a video, after oEmbed 1.0. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Oembed(
        String version,
        String type,
        String providerName,
        String providerUrl,
        String title,
        String authorName,
        int width,
        int height,
        String html,
        String thumbnailUrl,
        Integer thumbnailWidth,
        Integer thumbnailHeight,
        int cacheAge) {

    private static final int AN_HOUR = 3600;
    private static final int SMALLEST_POSTER = 320;

    /**
     * @param name of the service
     * @param address of the same
     * @param start where the film begins, as a query of the frame's; empty for its beginning
     */
    static Oembed of(VideoView video, String name, String address, int maxWidth, int maxHeight, String start) {
        var size = FrameSize.within(video, maxWidth, maxHeight);
        String poster = fitting(video, video.playback().poster(), maxWidth, maxHeight);
        var picture = picture(video, poster);
        return new Oembed(
                "1.0",
                "video",
                name,
                address,
                video.title(),
                video.owner(),
                size.width(),
                size.height(),
                EmbedText.code(video, size, start),
                poster,
                poster == null ? null : picture.width(),
                poster == null ? null : picture.height(),
                AN_HOUR);
    }

    /** This poster or the smallest, whichever is within the limits; null when none is. */
    private static String fitting(VideoView video, String poster, int maxWidth, int maxHeight) {
        if (poster == null) {
            return null;
        }
        var size = picture(video, poster);
        if (size.width() <= maxWidth && size.height() <= maxHeight) {
            return poster;
        }
        return posterWidth(poster) > SMALLEST_POSTER
                ? fitting(
                        video,
                        poster.replaceFirst("/\\d{1,4}\\.jpg", "/" + SMALLEST_POSTER + ".jpg"),
                        maxWidth,
                        maxHeight)
                : null;
    }

    private static FrameSize picture(VideoView video, String poster) {
        return FrameSize.within(video, posterWidth(poster), Integer.MAX_VALUE);
    }

    /** Posters are called by their width. */
    private static int posterWidth(String poster) {
        String name = poster == null ? "" : poster.replaceFirst(".*/(\\d{1,4})\\.jpg.*", "$1");
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : FrameSize.WIDTH;
    }
}
