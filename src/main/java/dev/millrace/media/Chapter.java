package dev.millrace.media;

/**
 * A named part of a film.
 *
 * @param startSeconds from the first displayed picture
 * @param endSeconds from the first displayed picture, after the start
 * @param title as the container says, or empty
 */
public record Chapter(double startSeconds, double endSeconds, String title) {}
