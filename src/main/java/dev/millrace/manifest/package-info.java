/**
 * HLS playlists as values, and their text: RFC 8216. Pure.
 */
package dev.millrace.manifest;
