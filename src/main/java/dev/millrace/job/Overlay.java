package dev.millrace.job;

import dev.millrace.media.Watermark;

/**
 * An image that is put over every picture.
 *
 * @param image path of the untrusted file, as the engine sees it
 */
public record Overlay(String image, Watermark watermark) {}
