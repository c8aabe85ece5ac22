/**
 * Playlists, segments, captions and posters over HTTP, and requests held for segments that are still being made.
 *
 * <p>Everything below {@code /v/} is answered by one Vert.x route on the event loop: {@link
 * dev.millrace.playback.PlaybackRoute} reads the path into a {@link dev.millrace.playback.Target}, asks the {@link
 * dev.millrace.playback.StreamDirectory} what is known of the stream, {@link dev.millrace.playback.Access} whether it
 * may be had, and answers from prepared playlists or the {@link dev.millrace.playback.FileCache}. A segment that is
 * planned and not there waits in {@link dev.millrace.playback.HeldRequests}. Neither a thread nor the database is
 * needed for what is in memory.
 */
package dev.millrace.playback;
