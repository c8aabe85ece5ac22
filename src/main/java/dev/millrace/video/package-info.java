/**
 * The library: a video's life from upload to ready or failed, its metadata, its pages.
 *
 * <p>Door: {@link dev.millrace.video.VideoLibrary}. Others see {@link dev.millrace.video.VideoView}, never the entity.
 */
package dev.millrace.video;
