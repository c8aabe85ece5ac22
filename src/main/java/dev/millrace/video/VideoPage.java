package dev.millrace.video;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next the cursor of the part after it, null at the end
 */
public record VideoPage(List<VideoView> videos, String next) {

    public VideoPage {
        videos = List.copyOf(videos);
    }
}
