/**
 * HLS playlists and the DASH manifest as values, and their text: RFC 8216 and draft-pantos-hls-rfc8216bis, ISO/IEC 23009-1.
 * A record holds what a playlist says, {@code render()} gives the bytes on the wire.
 *
 * <p>Doors: {@link dev.millrace.manifest.MultivariantPlaylist}, {@link dev.millrace.manifest.MediaPlaylist},
 * {@link dev.millrace.manifest.IFramePlaylist}, {@link dev.millrace.manifest.DashManifest},
 * {@link dev.millrace.manifest.Bandwidth}. Pure: nothing here touches a file, a clock or a socket.
 */
package dev.millrace.manifest;
