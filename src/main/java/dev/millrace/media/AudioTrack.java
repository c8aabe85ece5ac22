package dev.millrace.media;

/**
 * One decodable sound track of a source.
 *
 * @param index the stream's index in the container
 * @param codec libav's short name, such as {@code aac}
 * @param channels as stored
 * @param sampleRate in hertz, as stored
 * @param language BCP 47 or ISO 639-2 as the container says, {@code und} when unknown
 * @param title as the container says, or empty
 * @param preferred the container's default flag
 * @param startSeconds presentation time of the first sample on the container's clock
 * @param endSeconds presentation time after the last sample on the container's clock
 */
public record AudioTrack(
        int index,
        String codec,
        int channels,
        int sampleRate,
        String language,
        String title,
        boolean preferred,
        double startSeconds,
        double endSeconds) {}
