/**
 * Captions as values: cues, the reader of SubRip and WebVTT, the writer of WebVTT, and how captions are cut into
 * segments.
 *
 * <p>Doors: {@link dev.millrace.captions.CaptionDecoder} for bytes and {@link dev.millrace.captions.CaptionReader} for text from outside, {@link dev.millrace.captions.CueSheet} for
 * cues in any condition, {@link dev.millrace.captions.WebVtt} for what is sent. All that comes in is untrusted; a {@link
 * dev.millrace.captions.Cue} is always safe to be written. Pure: nothing here touches a file, a clock or a socket.
 */
package dev.millrace.captions;
