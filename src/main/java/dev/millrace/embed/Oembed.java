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

    /**
     * @param name of the service
     * @param address of the same
     */
    static Oembed of(VideoView video, String name, String address, int maxWidth, int maxHeight) {
        var size = FrameSize.within(video, maxWidth, maxHeight);
        String poster = video.playback().poster();
        var picture = FrameSize.within(video, posterWidth(poster), Integer.MAX_VALUE);
        return new Oembed(
                "1.0",
                "video",
                name,
                address,
                video.title(),
                video.owner(),
                size.width(),
                size.height(),
                EmbedText.code(video, size),
                poster,
                poster == null ? null : picture.width(),
                poster == null ? null : picture.height(),
                AN_HOUR);
    }

    /** Posters are called by their width. */
    private static int posterWidth(String poster) {
        String name = poster == null ? "" : poster.replaceFirst(".*/(\\d{1,4})\\.jpg.*", "$1");
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : FrameSize.WIDTH;
    }
}
