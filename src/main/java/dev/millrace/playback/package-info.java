/**
 * Playlists, segments and posters over HTTP, and requests held for segments that are still being made.
 */
package dev.millrace.playback;
