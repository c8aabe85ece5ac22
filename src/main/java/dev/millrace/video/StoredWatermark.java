package dev.millrace.video;

import dev.millrace.media.Watermark;

/**
 * The watermark of a video, whose image lies in the store below {@link Sources#watermark}.
 *
 * @param look where it is and how strong
 * @param sha256 of the image, lower-case hex
 */
public record StoredWatermark(Watermark look, long sizeBytes, String sha256) {}
