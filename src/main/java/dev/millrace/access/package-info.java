/**
 * Who may see and change which video: the one place where that is decided.
 *
 * <p>Doors: {@link dev.millrace.access.VideoAccess} for everything that knows its caller, and
 * {@link dev.millrace.access.PlaybackTokens} for streams, whose paths carry the right to them. It knows of videos only
 * whose they are and whom they are for.
 */
package dev.millrace.access;
