package dev.millrace.embed;

import dev.millrace.video.VideoView;

/** How large a frame is, in CSS pixels: in the shape of its film. */
record FrameSize(int width, int height) {

    static final int WIDTH = 640;

    /** Where a film is upright, it is as high as another is wide. */
    static FrameSize of(VideoView video) {
        return within(video, WIDTH, WIDTH);
    }

    /** The largest in the shape of the film; sound alone is 16:9. */
    static FrameSize within(VideoView video, int maxWidth, int maxHeight) {
        double shape = video.width() == null || video.height() == null || video.height() == 0
                ? 16 / 9.0
                : (double) video.width() / video.height();
        double width = Math.min(maxWidth, maxHeight * shape);
        return new FrameSize(Math.max(1, (int) Math.round(width)), Math.max(1, (int) Math.round(width / shape)));
    }
}
