package dev.millrace.video;

/** The part of its source that a video is of, in seconds from the source's first displayed picture. */
public record ClipRange(double fromSeconds, double toSeconds) {}
