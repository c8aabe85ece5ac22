/**
 * What those who have videos do with them: following the work, editing, posters, captions, sources, deleting and undoing
 * it. Nobody imports it.
 *
 * <p>It asks {@link dev.millrace.access.VideoAccess} before it touches a video, and changes it through the doors of
 * {@code video} and {@code words} alone.
 */
package dev.millrace.studio;
