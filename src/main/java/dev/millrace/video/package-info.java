/**
 * The library: a video's life from upload to ready or failed, its metadata, its pages.
 *
 * <p>Doors: {@link dev.millrace.video.VideoLibrary} for people, {@link dev.millrace.video.WorkNews} for workers.
 * Others see {@link dev.millrace.video.VideoView}, never the entity.
 */
package dev.millrace.video;
