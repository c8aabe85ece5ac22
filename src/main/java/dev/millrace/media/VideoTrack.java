package dev.millrace.media;

/**
 * The video track of a source that will be shown.
 *
 * @param index the stream's index in the container
 * @param codec libav's short name, such as {@code h264}
 * @param stored the picture as stored, before rotation and pixel shape
 * @param display the picture as shown
 * @param orientation how to turn the stored picture
 * @param pixelFormat libav's name, such as {@code yuv420p}
 * @param timeBase the clock of {@code first}
 * @param first presentation time of the first displayed picture, the origin of the grid
 * @param frames displayed pictures counted by packet scan; one of two fields is one
 * @param constantRate whether every picture sits on its own slot of {@code rate}, or each of its fields does
 * @param rate the rate the output will have
 * @param colour what the numbers of the pictures mean
 * @param interlacing how pictures are made of fields, or null when they are whole
 */
public record VideoTrack(
        int index,
        String codec,
        Resolution stored,
        Resolution display,
        Orientation orientation,
        String pixelFormat,
        TimeBase timeBase,
        long first,
        long frames,
        boolean constantRate,
        FrameRate rate,
        Colour colour,
        Interlacing interlacing) {

    public VideoTrack {
        colour = colour == null ? Colour.UNKNOWN : colour; // tracks stored before it was probed lack it
    }
}
