package dev.millrace.media;

/**
 * One text subtitle track of a source; picture subtitles are none.
 *
 * @param index the stream's index in the container
 * @param codec libav's short name, such as {@code subrip}, {@code ass}, {@code mov_text}, {@code webvtt}
 * @param language BCP 47 or ISO 639-2 as the container says, {@code und} when unknown
 * @param title as the container says, or empty
 * @param preferred the container's default flag
 * @param forced shows only what a viewer of the main language must read (foreign speech, signs)
 * @param hearingImpaired also describes sounds
 */
public record TextTrack(
        int index,
        String codec,
        String language,
        String title,
        boolean preferred,
        boolean forced,
        boolean hearingImpaired) {}
