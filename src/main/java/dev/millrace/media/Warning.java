package dev.millrace.media;

/**
 * Something about a video its owner should know, that does not stop it.
 *
 * @param code stable, such as {@code audio_track_skipped}
 * @param message a sentence for people
 */
public record Warning(String code, String message) {}
